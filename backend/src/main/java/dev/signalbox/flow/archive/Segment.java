package dev.signalbox.flow.archive;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of consecutive entries. What it spans stands in its name, so that a folder is known without opening its files:
 * {@code <first position>-<last>-<received first>-<received last>.segment}.
 *
 * @param from when the first entry was received, milliseconds since the epoch
 * @param to when the last one was
 * @param bytes of the file
 */
record Segment(Path file, int partition, long first, long last, long from, long to, long bytes) {

    private static final Pattern NAME =
            Pattern.compile("([0-9]{1,18})-([0-9]{1,18})-([0-9]{1,18})-([0-9]{1,18})\\.segment");

    static String name(long first, long last, long from, long to) {
        return first + "-" + last + "-" + from + "-" + to + ".segment";
    }

    /** What a file's name tells; nothing when it is no segment. */
    static Optional<Segment> of(Path file, int partition, long bytes) {
        Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
        return name.matches()
                ? Optional.of(new Segment(
                        file, partition, number(name, 1), number(name, 2), number(name, 3), number(name, 4), bytes))
                : Optional.empty();
    }

    private static long number(Matcher name, int group) {
        return Long.parseLong(name.group(group));
    }

    long entries() {
        return last - first + 1;
    }
}
