package dev.signalbox.proof.bench;

/** The pack of "hook to action": one rule, one process, one call. */
final class Pack {

    static final String RULES = """
            package rules.bench

            import dev.signalbox.event.Event
            import dev.signalbox.rules.Hub
            global Hub hub

            rule "worth telling"
            when
                $e : Event( type == "order.placed", num("total") > %d )
            then
                hub.start( "tell" ).with( "order", $e.getId() );
            end
            """.formatted(Orders.LIMIT);

    private Pack() {}

    static String process(String sink) {
        return """
                document:
                  dsl: '1.0.1'
                  namespace: bench
                  name: tell
                  version: '1.0.0'
                do:
                  - post:
                      call: http
                      with:
                        method: post
                        endpoint: %s/orders
                        body:
                          order: ${ $workflow.input.order }
                """.formatted(sink);
    }
}
