package dev.signalbox.schedule;

import com.cronutils.model.Cron;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.parser.CronParser;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The words of cron: five fields, or six with seconds first, or a nickname. Says which field is wrong. */
final class CronText {

    static final List<String> NICKNAMES =
            List.of("@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly");

    private static final CronParser FIVE = new CronParser(definition(false));
    private static final CronParser SIX = new CronParser(definition(true));
    private static final String MANY = ", *, a list (1,2), a range that goes up (1-5) or a step (*/10)";
    private static final List<Field> FIELDS = List.of(
            new Field("second", "0 to 59", "*/10"),
            new Field("minute", "0 to 59", "*/15"),
            new Field("hour", "0 to 23", "9-17"),
            new Field("day of month", "1 to 31, L for the last", "1"),
            new Field("month", "1 to 12 or JAN to DEC", "*/3"),
            new Field("day of week", "0 to 7 (0 and 7 are Sunday) or MON to SUN", "MON-FRI"));

    private CronText() {}

    /** A part of the text, in the words of people. */
    private record Field(String name, String range, String example) {}

    /** What the library reads; the text is one that {@link #fault} finds nothing wrong with. */
    static Cron parse(String text) {
        String clean = text.strip();
        String known = clean.startsWith("@") ? clean.toLowerCase(Locale.ROOT) : clean;
        return (fields(clean).length == FIELDS.size() ? SIX : FIVE).parse(known).validate();
    }

    /** What is wrong with the text; null when nothing is. */
    static @Nullable String fault(String text) {
        String clean = text.strip();
        if (clean.startsWith("@")) {
            return NICKNAMES.contains(clean.toLowerCase(Locale.ROOT))
                    ? null
                    : "wanted one of " + String.join(", ", NICKNAMES) + "; got \"" + clean + '"';
        }
        String[] given = fields(clean);
        int skipped = FIELDS.size() - given.length;
        if (skipped != 0 && skipped != 1) {
            return "wanted five fields (minute, hour, day of month, month, day of week), or six with the second first; got "
                    + given.length + ": \"" + clean + "\" - for example \"0 3 * * *\"";
        }
        for (int i = 0; i < given.length; i++) {
            if (!isGood(only(given, i))) {
                Field field = FIELDS.get(i + skipped);
                return "the " + field.name() + " is wrong: wanted " + field.range() + MANY + "; got \"" + given[i]
                        + "\" - for example \"" + field.example() + '"';
            }
        }
        return isGood(clean) ? null : "cannot be read: \"" + clean + "\" - for example \"0 3 * * *\"";
    }

    private static String[] fields(String text) {
        return text.split("\\s+");
    }

    /** The text with all other fields left open. */
    private static String only(String[] given, int place) {
        String[] open = new String[given.length];
        Arrays.fill(open, "*");
        open[place] = given[place];
        return String.join(" ", open);
    }

    private static boolean isGood(String text) {
        try {
            return parse(text) != null;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static CronDefinition definition(boolean seconds) {
        CronDefinitionBuilder builder = CronDefinitionBuilder.defineCron();
        if (seconds) {
            builder.withSeconds().withStrictRange().and();
        }
        builder.withMinutes().withStrictRange().and();
        builder.withHours().withStrictRange().and();
        builder.withDayOfMonth()
                .withValidRange(1, 31)
                .supportsL()
                .supportsW()
                .withStrictRange()
                .and();
        builder.withMonth().withValidRange(1, 12).withStrictRange().and();
        builder.withDayOfWeek()
                .withValidRange(0, 7)
                .withMondayDoWValue(1)
                .withIntMapping(7, 0)
                .supportsHash()
                .supportsL()
                .withStrictRange()
                .and();
        return builder.withSupportedNicknameYearly()
                .withSupportedNicknameAnnually()
                .withSupportedNicknameMonthly()
                .withSupportedNicknameWeekly()
                .withSupportedNicknameDaily()
                .withSupportedNicknameMidnight()
                .withSupportedNicknameHourly()
                .instance();
    }
}
