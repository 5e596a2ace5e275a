package dev.signalbox.flow.job;

import dev.signalbox.flow.process.Instance;
import dev.signalbox.flow.task.DeadLetter;
import java.util.Comparator;

/**
 * One of those that a job has to do with.
 *
 * @param id of the dead letter; of the instance where there is none
 * @param redrives how often the instance had been put back; {@link #ANY} when that does not matter
 * @param at what they are ordered by, milliseconds since the epoch
 * @param path of the task that failed; empty for none
 */
record Item(String id, String instance, int redrives, long at, String path) {

    static final int ANY = -1;
    static final Comparator<Item> OLDEST_FIRST =
            Comparator.comparingLong(Item::at).thenComparing(Item::id);

    static Item of(DeadLetter dead) {
        return new Item(dead.id(), dead.instance(), dead.redrives(), dead.at(), dead.path());
    }

    static Item of(Instance instance) {
        return new Item(instance.id(), instance.id(), ANY, instance.born(), "");
    }

    String text() {
        return id + ' ' + instance + ' ' + redrives + ' ' + at + ' ' + path;
    }

    static Item read(String text) {
        String[] words = text.split(" ", 5);
        return new Item(words[0], words[1], Integer.parseInt(words[2]), Long.parseLong(words[3]), words[4]);
    }
}
