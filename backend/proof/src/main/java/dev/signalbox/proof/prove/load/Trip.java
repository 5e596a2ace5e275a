package dev.signalbox.proof.prove.load;

import java.util.List;

/**
 * The saga of a run: two branches, two rounds of a loop, an event that is listened for, and a last call that refuses every other
 * trip for good. What was booked is undone then.
 */
public final class Trip {

    /** Of the definition, and of its rule. */
    public static final String NAME = "trip";

    /** The call that refuses. */
    public static final String SEAL = NAME + "/seal";

    /** What is undone in this order; the two branches, which are the last, in any. */
    public static final List<String> ROUNDS = List.of("leg-2", "leg-1");

    public static final List<String> BRANCHES = List.of("flight", "hotel");

    private static final String UNDO = NAME + "/undo-";
    private static final int BRANCH = 14;

    private Trip() {}

    /** The call that books something. */
    public static String booking(String what) {
        return NAME + '/' + what;
    }

    /** The call that takes it back. */
    public static String undoing(String what) {
        return UNDO + what;
    }

    public static boolean isUndoing(String step) {
        return step.startsWith(UNDO);
    }

    /** The tasks. */
    static String tasks(String sink) {
        return "  - both:\n      fork:\n        branches:\n"
                + booked(sink, "flight", "flight").indent(10)
                + booked(sink, "hotel", "hotel").indent(10)
                + "  - legs:\n      for:\n        each: nr\n        in: '[1, 2]'\n      do:\n"
                + booked(sink, "leg", "leg-{nr}").indent(8)
                + """
                  - paid:
                      listen:
                        to:
                          one:
                            with:
                              type: %s
                            correlate:
                              trip:
                                from: .subject
                                expect: ${ $workflow.input.key }
                """.formatted(Kind.TRIP_PAID.type())
                + tried("seal", call(sink, "seal", "seal")).indent(2);
    }

    private static String booked(String sink, String name, String step) {
        String undo = tried("undo", call(sink, "giveBack", "undo-" + step)).indent(BRANCH);
        String input = step.equals(name) ? "" : "    input:\n      from: '${ {nr: $nr} }'\n";
        return tried(
                name,
                call(sink, "book", step) + input + "    x-signalbox:\n      compensate:\n        do:\n"
                        + undo.replaceAll("(?m)^ {4}", ""));
    }

    private static String call(String sink, String name, String step) {
        return """
                - %s:
                    call: http
                    with:
                      method: post
                      endpoint: %s/step/%s/%s
                      body:
                        event: ${ $workflow.input.event }
                        key: ${ $workflow.input.key }
                        rulebook: ${ $workflow.input.rulebook }
                """.formatted(name, sink, NAME, step);
    }

    /** Until it is taken, or refused. */
    private static String tried(String name, String call) {
        return "- " + name + ":\n    try:\n" + call.indent(6) + """
                    catch:
                      retry:
                        when: $error.status != 409
                        delay:
                          milliseconds: 150
                """;
    }
}
