package dev.signalbox.proof.prove.fault;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.proof.hub.Api;
import dev.signalbox.proof.prove.world.HubNode;
import java.util.Map;

/** The rules of the events that faults deliver themselves. They call nobody. */
final class FaultPack {

    static final String NAME = "faults";

    private static final String RULES = """
            package rules.faults

            import dev.signalbox.event.Event
            import dev.signalbox.rules.Hub
            global Hub hub

            function void deep( int n ) { deep( n + 1 ); }

            rule "storm"
            when
                $e : Event( type == "faults.storm" )
            then
                hub.start( "storm" ).with( "version", VERSION );
            end

            rule "third"
            when
                $e : Event( type == "faults.late", $key : key )
                accumulate( Event( type == "faults.late", key == $key, this before[0s, 5m] $e ); $n : count(1); $n == 3 )
            then
                hub.start( "third" ).with( "version", VERSION );
            end

            rule "alone"
            when
                $e : Event( type == "faults.asked", $key : key )
                not Event( type == "faults.answered", key == $key, this after[0s, 1s] $e )
            then
                hub.start( "alone" ).key( $key ).with( "version", VERSION );
            end

            rule "breaks"
            when
                $e : Event( type == "faults.breaks" )
            then
                throw new IllegalStateException( "as told" );
            end

            rule "too deep"
            when
                $e : Event( type == "faults.deep" )
            then
                deep( 0 );
            end

            rule "too much"
            when
                $e : Event( type == "faults.much" )
            then
                for ( int i = 0; i < 20000; i++ ) {
                    hub.start( "storm" ).key( "much-" + i ).with( "version", VERSION );
                }
            end
            """;

    private FaultPack() {}

    /** @param version a number that is seen in what it starts */
    static int activate(Api api, int version) {
        draft(api, rules(version));
        return activate(api);
    }

    static String rules(int version) {
        return RULES.replace("VERSION", Integer.toString(version));
    }

    static void draft(Api api, String rules) {
        Map<String, String> definitions =
                Map.of("storm", process("storm"), "third", process("third"), "alone", process("alone"));
        Map<String, Object> texts = Map.of("drl", rules, "definitions", definitions);
        Insist.that("the draft of the faults", () -> api.put("/packs/" + NAME + "/draft", texts));
    }

    /** The number of the rulebook with it. */
    static int activate(Api api) {
        return Insist.on(
                        "the rules of the faults",
                        () -> api.post("/packs/" + NAME + "/activate", Map.of("note", "by a fault")))
                .path("version")
                .asInt();
    }

    /** Only unless a fault before has: an activation costs every partition a new session. */
    static void ensure(HubNode hub) {
        boolean there = false;
        for (JsonNode pack :
                Insist.on("the packs", () -> hub.api().get("/packs")).path("items")) {
            there |= pack.path("pack").asText().equals(NAME)
                    && !pack.path("activeVersion").isNull();
        }
        if (!there) {
            int unusedVersion = activate(hub.api(), 0);
        }
    }

    private static String process(String name) {
        return """
                document:
                  dsl: '1.0.1'
                  namespace: faults
                  name: %s
                  version: '1.0.0'
                do:
                  - done:
                      set:
                        version: ${ $workflow.input.version }
                """.formatted(name);
    }
}
