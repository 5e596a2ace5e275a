package dev.signalbox.proof.bench;

import java.util.Map;

/** The processes that are measured. Each is started by an order of its own, whose number it hands on. */
enum Kind {
    ONE("one call", 1),
    THREE("three calls", 3),
    SETS("100 set", 0),
    FORK("fork of 10, a call each", 10),
    WAITS("wait, then one call", 1),
    HEARS("listen, then one call", 1);

    /** What those who listen wait for. */
    static final String PACKED = "order.packed";

    private static final int TASKS = 100;

    private final String text;
    private final int calls;

    Kind(String text, int calls) {
        this.text = text;
        this.calls = calls;
    }

    /** For people. */
    String text() {
        return text;
    }

    /** Of its definition. */
    String definition() {
        return "bench-" + name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Calls of one process. */
    int calls() {
        return calls;
    }

    /** Tasks of one process. */
    int tasks() {
        return this == SETS ? TASKS : calls;
    }

    /** A rule that starts such a process for each order. */
    Map<String, Object> draft(String sink, String wait) {
        String rules = """
                package rules.bench

                import dev.signalbox.event.Event
                import dev.signalbox.rules.Hub
                global Hub hub

                rule "each order"
                when
                    $e : Event( type == "%s" )
                then
                    hub.start( "%s" ).with( "order", $e.getId() ).with( "customer", $e.getSubject() );
                end
                """.formatted(Orders.PLACED, definition());
        return Map.of("drl", rules, "definitions", Map.of(definition(), head() + tasks(sink, wait)));
    }

    private String head() {
        return """
                document:
                  dsl: '1.0.1'
                  namespace: bench
                  name: %s
                  version: '1.0.0'
                do:
                """.formatted(definition());
    }

    private String tasks(String sink, String wait) {
        String end = call("post", sink + Sink.ORDERS, "$workflow.input.order");
        return switch (this) {
            case ONE -> end;
            case THREE -> step("first", sink) + step("second", sink) + end;
            case SETS -> sets();
            case FORK -> fork(sink);
            case WAITS -> "  - pause:\n      wait: " + wait + '\n' + end;
            case HEARS -> LISTEN + call("post", sink + Sink.ORDERS, ".[0].id");
        };
    }

    private static final String LISTEN = """
              - packed:
                  listen:
                    to:
                      one:
                        with:
                          type: %s
                        correlate:
                          customer:
                            from: .subject
                            expect: ${ .customer }
            """.formatted(PACKED);

    private static String step(String name, String sink) {
        return call(name, sink + "/steps", "$workflow.input.order");
    }

    private static String call(String name, String endpoint, String order) {
        return """
                  - %s:
                      call: http
                      with:
                        method: post
                        endpoint: %s
                        body:
                          order: ${ %s }
                """.formatted(name, endpoint, order);
    }

    private static String sets() {
        StringBuilder text = new StringBuilder();
        for (int task = 1; task <= TASKS; task++) {
            text.append("  - set%d:\n      set:\n        number: %d\n".formatted(task, task));
        }
        return text.toString();
    }

    /** The last branch is the one whose order the sink knows. */
    private String fork(String sink) {
        StringBuilder text = new StringBuilder("  - all:\n      fork:\n        branches:\n");
        for (int branch = 1; branch <= calls; branch++) {
            String path = branch == calls ? Sink.ORDERS : "/steps";
            text.append(call("branch" + branch, sink + path, "$workflow.input.order")
                    .indent(8));
        }
        return text.toString();
    }
}
