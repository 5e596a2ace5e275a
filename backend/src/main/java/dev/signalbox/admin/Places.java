package dev.signalbox.admin;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;

/** How far a list over all partitions has come: the cursor of a page, opaque to its reader. */
final class Places {

    private final long[] positions;

    private Places(long[] positions) {
        this.positions = positions;
    }

    static Places newest(int partitions) {
        long[] positions = new long[partitions];
        Arrays.fill(positions, Long.MAX_VALUE);
        return new Places(positions);
    }

    /** @throws Problem 400 when the text is no cursor of this hub */
    static Places read(String text, int partitions) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
            long[] positions = Arrays.stream(plain.split(",", -1))
                    .mapToLong(Long::parseLong)
                    .toArray();
            if (positions.length == partitions) {
                return new Places(positions);
            }
        } catch (IllegalArgumentException e) {
            throw wrong();
        }
        throw wrong();
    }

    private static Problem wrong() {
        return Problem.of(
                400,
                "bad_cursor",
                "before is not the next of an earlier answer",
                "leave before out, or give the next of the page before");
    }

    /** Where a list that goes on with the oldest has come to. */
    static Places of(long[] positions) {
        return new Places(positions.clone());
    }

    long[] positions() {
        return positions.clone();
    }

    long of(int partition) {
        return positions[partition];
    }

    void move(int partition, long position) {
        positions[partition] = position;
    }

    void end(int partition) {
        positions[partition] = 0;
    }

    boolean ended(int partition) {
        return positions[partition] <= 1;
    }

    String text() {
        String plain = Arrays.stream(positions).mapToObj(Long::toString).collect(Collectors.joining(","));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
    }
}
