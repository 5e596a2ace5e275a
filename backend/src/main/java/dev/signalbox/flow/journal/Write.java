package dev.signalbox.flow.journal;

import java.util.List;
import java.util.Map;

/** One write of a commit. All writes of a commit happen, or none. */
public sealed interface Write {

    /** The key it writes to; always in the slot of the committing partition. */
    String key();

    /** Sets fields of a hash. */
    record Put(String key, Map<String, String> fields) implements Write {}

    /** Removes fields of a hash. */
    record Remove(String key, List<String> fields) implements Write {}

    /** Adds an entry to a stream; the id is explicit or {@code *}. */
    record Append(String key, String id, Map<String, String> fields) implements Write {}

    /** Adds a line to a hash of lines, whose fields are their numbers from 0: a short one takes a tenth of a stream's memory. */
    record Line(String key, String text) implements Write {}

    /** Puts a member into a sorted set. */
    record Rank(String key, long score, String member) implements Write {}

    /** Takes a member out of a sorted set. */
    record Unrank(String key, String member) implements Write {}

    /** Lets a key end at a time, milliseconds since the epoch. */
    record Expire(String key, long at) implements Write {}
}
