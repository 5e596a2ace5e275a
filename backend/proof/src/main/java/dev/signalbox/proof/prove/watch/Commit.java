package dev.signalbox.proof.prove.watch;

/**
 * One commit of a partition, from its log in Redis.
 *
 * @param id of the entry of that log
 * @param known the epoch of the partition's owner that had been seen before this was written
 */
public record Commit(int partition, String id, long epoch, long number, long position, long known) {

    public String line() {
        return partition + " " + id + ' ' + epoch + ' ' + number + ' ' + position + ' ' + known;
    }

    /** @throws IllegalArgumentException when it is no such line */
    public static Commit of(String line) {
        String[] words = line.split(" ", -1);
        return new Commit(
                Integer.parseInt(words[0]),
                words[1],
                Long.parseLong(words[2]),
                Long.parseLong(words[3]),
                Long.parseLong(words[4]),
                Long.parseLong(words[5]));
    }
}
