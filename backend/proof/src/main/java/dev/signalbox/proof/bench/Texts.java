package dev.signalbox.proof.bench;

import java.util.List;
import java.util.Map;

/** The texts of a pack that changes all the time: each version has rules of its own names, and every fourth text is broken. */
final class Texts {

    private static final String HEAD = """
            package rules.bench

            import dev.signalbox.event.Event
            import dev.signalbox.rules.Hub
            global Hub hub

            """;

    private static final String RULES = """
            rule "tells %1$d"
            when
                $e : Event( type == "order.placed", num("total") > %2$d )
            then
                hub.start( "tell" ).with( "order", $e.getId() );
            end

            rule "sees %1$d"
            when
                $e : Event( type == "order.placed" )
                not Event( type == "order.refunded", key == $e.key, this before[0s, 1m] $e )
            then
            end
            """;

    private static final List<String> BROKEN = List.of(
            "rule \"open\" when Event( type == \"order.placed\" then end",
            "rule \"unknown\" when Event( type == \"order.placed\" ) then hub.start( \"nothing\" ); end",
            "rule \"harm\" when Event( type == \"order.placed\" ) then Runtime.getRuntime().halt( 1 ); end");

    private Texts() {}

    /** Two rules for each order; both say in their names which text they are of. */
    static Map<String, Object> good(int number, String sink) {
        return draft(HEAD + RULES.formatted(number, Orders.LIMIT), sink);
    }

    /** What must not become active: a fault of syntax, a process that is not there, a call that is not allowed, in turn. */
    static Map<String, Object> broken(int number, String sink) {
        return draft(HEAD + RULES.formatted(number, Orders.LIMIT) + BROKEN.get(number % BROKEN.size()), sink);
    }

    private static Map<String, Object> draft(String drl, String sink) {
        return Map.of("drl", drl, "definitions", Map.of("tell", Pack.process(sink)));
    }
}
