package dev.signalbox.proof.prove.load;

/**
 * A line of the ledger. Times are milliseconds since 1970; what one client does is in the order of the lines.
 *
 * <p>A client repeats a delivery under the same id until it is told {@code OK} or {@code FAIL}; {@code INFO} means that it
 * may have been stored or not.
 */
public sealed interface Note {

    String TAB = "\t";

    /** Why something is sent. */
    enum Copy {
        /** For the first time. */
        FIRST,
        /** Again, since its outcome is unknown or it was refused for now. */
        RETRY,
        /** Again, though it was answered with 2xx. */
        TWICE,
        /** Again, with another body. */
        CHANGED
    }

    /** A delivery is about to be sent. */
    record Invoke(String id, String key, long seq, long t, int client, String source, String type, int hub, Copy copy)
            implements Note {

        @Override
        public String line() {
            return String.join(
                    TAB, "INVOKE", id, key, "" + seq, "" + t, "" + client, source, type, "" + hub, copy.name());
        }
    }

    /** It was answered with 2xx. */
    record Ok(String id, int partition, long position, long t, boolean duplicate) implements Note {

        @Override
        public String line() {
            return String.join(TAB, "OK", id, "" + partition, "" + position, "" + t, "" + duplicate);
        }
    }

    /** It was refused for good: it is stored nowhere. */
    record Fail(String id, int status, long t) implements Note {

        @Override
        public String line() {
            return String.join(TAB, "FAIL", id, "" + status, "" + t);
        }
    }

    /** Nobody knows whether it was stored. */
    record Info(String id, String why, long t) implements Note {

        @Override
        public String line() {
            return String.join(TAB, "INFO", id, why.replace(TAB, " "), "" + t);
        }
    }

    String id();

    String line();

    /** @throws IllegalArgumentException when it is no such line */
    static Note of(String line) {
        String[] w = line.split(TAB, -1);
        return switch (w[0] + w.length) {
            case "INVOKE10" ->
                new Invoke(
                        w[1],
                        w[2],
                        Long.parseLong(w[3]),
                        Long.parseLong(w[4]),
                        Integer.parseInt(w[5]),
                        w[6],
                        w[7],
                        Integer.parseInt(w[8]),
                        Copy.valueOf(w[9]));
            case "OK6" ->
                new Ok(
                        w[1],
                        Integer.parseInt(w[2]),
                        Long.parseLong(w[3]),
                        Long.parseLong(w[4]),
                        Boolean.parseBoolean(w[5]));
            case "FAIL4" -> new Fail(w[1], Integer.parseInt(w[2]), Long.parseLong(w[3]));
            case "INFO4" -> new Info(w[1], w[2], Long.parseLong(w[3]));
            default -> throw new IllegalArgumentException("no line of a ledger: " + line);
        };
    }
}
