package dev.signalbox.flow.journal;

import com.google.errorprone.annotations.Immutable;

/**
 * The dedupe buckets of a partition that are alive: the current one and the two before it, with their shards.
 *
 * @param number of the current bucket
 */
@Immutable
record Buckets(long number, int shards, int before, int oldest) {

    /** What a partition is believed to have until it says otherwise. */
    static final Buckets FIRST = new Buckets(1, 1_024, 1_024, 1_024);

    /** Reads {@code BUCKET number shards before oldest}, the reply to a wrong belief. */
    static Buckets parse(String reply) {
        String[] words = reply.split(" ", -1);
        return new Buckets(
                Long.parseLong(words[1]),
                Integer.parseInt(words[2]),
                Integer.parseInt(words[3]),
                Integer.parseInt(words[4]));
    }

    /** Shards of the bucket that is {@code back} before the current one. */
    int shards(int back) {
        return back == 0 ? shards : back == 1 ? before : oldest;
    }
}
