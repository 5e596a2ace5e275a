package dev.signalbox.flow.task;

import java.util.regex.Pattern;

/** The partition that ids carry: {@code 3-<26 characters>} lives in partition 3. */
final class Home {

    private static final Pattern ID = Pattern.compile("[0-9]{1,6}-[0-9A-Za-z]{26}");

    private Home() {}

    /** The partition of an id; -1 when the text is no id. */
    static int of(String id) {
        return ID.matcher(id).matches() ? Integer.parseInt(id.substring(0, id.indexOf('-'))) : -1;
    }
}
