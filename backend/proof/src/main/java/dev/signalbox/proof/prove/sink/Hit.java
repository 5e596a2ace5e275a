package dev.signalbox.proof.prove.sink;

/**
 * A call as the sink has noted it, before it answered.
 *
 * @param at milliseconds since 1970
 * @param idempotencyKey as the hub sent it
 * @param process its part before the first slash: the id of the instance
 * @param step which step of which definition, from the path
 * @param event that started the process, from the body
 * @param key of the process, from the body
 * @param rulebook which version of the rules wanted it, from the body
 * @param attempt how many calls with this Idempotency-Key there were, with this one
 * @param answer what it is about to be answered
 */
public record Hit(
        long at,
        String idempotencyKey,
        String process,
        String step,
        String event,
        String key,
        int rulebook,
        int attempt,
        Reply answer) {

    private static final String TAB = "\t";
    private static final int WORDS = 9;

    /** The process that calls. */
    static String process(String idempotencyKey) {
        int slash = idempotencyKey.indexOf('/');
        return slash < 0 ? idempotencyKey : idempotencyKey.substring(0, slash);
    }

    /** One line, without its end. */
    public String line() {
        return String.join(
                TAB,
                Long.toString(at),
                idempotencyKey,
                process,
                step,
                event,
                key,
                Integer.toString(rulebook),
                Integer.toString(attempt),
                answer.name());
    }

    /** @throws IllegalArgumentException when it is no such line */
    public static Hit of(String line) {
        String[] words = line.split(TAB, -1);
        if (words.length != WORDS) {
            throw new IllegalArgumentException("no line of the sink's log: " + line);
        }
        return new Hit(
                Long.parseLong(words[0]),
                words[1],
                words[2],
                words[3],
                words[4],
                words[5],
                Integer.parseInt(words[6]),
                Integer.parseInt(words[7]),
                Reply.valueOf(words[8]));
    }
}
