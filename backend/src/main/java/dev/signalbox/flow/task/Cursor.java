package dev.signalbox.flow.task;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A place in a list that is ordered newest first: of two with one time, the greater id is first. */
record Cursor(long time, String id) {

    static final Comparator<Cursor> NEWEST_FIRST =
            Comparator.comparingLong(Cursor::time).thenComparing(Cursor::id).reversed();

    static final Cursor START = new Cursor(Long.MAX_VALUE, "");

    private static final Pattern FORM = Pattern.compile("([0-9]{1,18})\\|(.{1,64})");

    /** The cursor of a text that {@link #text} made; the start for null; nothing for any other text. */
    static Optional<Cursor> of(@Nullable String text) {
        if (text == null) {
            return Optional.of(START);
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            Matcher form = FORM.matcher(new String(bytes, StandardCharsets.UTF_8));
            return form.matches()
                    ? Optional.of(new Cursor(Long.parseLong(form.group(1)), form.group(2)))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What a client gives back to go on from here. */
    String text() {
        byte[] bytes = (time + "|" + id).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Whether the other one comes later in the list. */
    boolean isBefore(Cursor other) {
        return NEWEST_FIRST.compare(this, other) < 0;
    }

    /** The score to begin at. */
    String highest() {
        return time == Long.MAX_VALUE ? "+inf" : Long.toString(time);
    }
}
