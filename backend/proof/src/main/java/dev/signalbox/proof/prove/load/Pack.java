package dev.signalbox.proof.prove.load;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The rules and processes of a run. Versions differ in a label, which every call carries, and in one rule that only even
 * ones have: so it can be seen from outside which version has decided.
 */
public final class Pack {

    /** Its name, and that of the rules. */
    public static final String NAME = "proof";

    private static final String HEAD = """
            package rules.proof

            import dev.signalbox.event.Event
            import dev.signalbox.rules.Hub
            global Hub hub
            """;

    private static final String MEMORY = """

            rule "third failure"
            when
                $e : Event( type == "card.failed", $key : key )
                accumulate( Event( type == "card.failed", key == $key, this before[0s, 5m] $e ); $n : count(1); $n >= 3 )
            then
                hub.start( "hold" ).key( $key ).with( "event", $e.getId() ).with( "key", $key ).with( "rulebook", LABEL );
            end

            rule "not confirmed"
            when
                $e : Event( type == "cart.placed", $key : key )
                not Event( type == "cart.confirmed", key == $key, this after[0s, 2s] $e )
            then
                hub.start( "remind" ).key( $key ).with( "event", $e.getId() ).with( "key", $key ).with( "rulebook", LABEL );
            end
            """;

    private static final String AWAY = """

            rule "moved"
            when
                $e : Event( type == "order.moved", $to : str("to") )
            then
                hub.emit( "order.arrived" ).subject( $to ).with( "cause", $e.getId() );
            end

            rule "arrived"
            when
                $e : Event( type == "order.arrived", $cause : str("cause") )
            then
                hub.start( "arrive" ).with( "event", $cause ).with( "key", $e.getKey() ).with( "rulebook", LABEL );
            end

            rule "far"
            when
                $e : Event( type == "order.far", $to : str("to") )
            then
                hub.start( "far" ).key( $to ).with( "event", $e.getId() ).with( "key", $to ).with( "rulebook", LABEL );
            end

            rule "released"
            when
                $e : Event( type == "order.released", $key : key )
            then
                hub.cancel( "hold-on" ).key( $key );
            end

            rule "poison"
            when
                $e : Event( type == "order.poison", $number : str("number") )
            then
                hub.alert( "number " + Integer.parseInt( $number ) );
            end

            rule "loop"
            when
                $e : Event( type == "loop.turn", $key : key )
            then
                hub.emit( "loop.turn" ).subject( $key + "x" );
            end
            """;

    private static final String CATCH = """
                  catch:
                    errors:
                      with:
                        type: https://serverlessworkflow.io/spec/1.0.0/errors/communication
                    retry:
                      delay:
                        milliseconds: 150
            """;

    private static final String LIMIT = """
                      limit:
                        attempt:
                          count: 1
            """;

    private Pack() {}

    /** The rules of the version with this label. */
    public static String rules(int label) {
        StringBuilder text = new StringBuilder(HEAD);
        text.append(starting("paid", Kind.PAID, "tell"));
        text.append(starting("shipped", Kind.SHIPPED, "ship"));
        text.append(starting("flaky", Kind.FLAKY, "flaky"));
        text.append(starting("parked", Kind.PARKED, "park"));
        text.append(starting("doomed", Kind.DOOMED, "doomed"));
        text.append(starting(Trip.NAME, Kind.TRIP, Trip.NAME));
        text.append(starting("held", Kind.HELD, "hold-on"));
        if (label % 2 == 0) {
            text.append(starting("second", Kind.SECOND, "second"));
        }
        return text.append(MEMORY).append(AWAY).toString().replace("LABEL", Integer.toString(label));
    }

    private static String starting(String rule, Kind kind, String definition) {
        return """

                rule "%s"
                when
                    $e : Event( type == "%s" )
                then
                    hub.start( "%s" ).with( "event", $e.getId() ).with( "key", $e.getKey() ).with( "rulebook", LABEL );
                end
                """.formatted(rule, kind.type(), definition);
    }

    /** @param sink where the steps call */
    public static Map<String, String> definitions(String sink) {
        Map<String, String> all = new LinkedHashMap<>();
        for (String name : new String[] {"tell", "flaky", "hold", "remind", "arrive", "far", "second"}) {
            all.put(name, head(name) + step(sink, name, "only"));
        }
        all.put("ship", head("ship") + step(sink, "ship", "pack") + step(sink, "ship", "send"));
        all.put("park", head("park") + pause(1_500) + step(sink, "park", "only"));
        all.put("hold-on", head("hold-on") + pause(Kind.HELD_MILLIS) + step(sink, "hold-on", "only"));
        all.put("doomed", head("doomed") + step(sink, "doomed", "only") + LIMIT);
        all.put(Trip.NAME, head(Trip.NAME) + Trip.tasks(sink));
        return all;
    }

    private static String head(String name) {
        return """
                document:
                  dsl: '1.0.1'
                  namespace: proof
                  name: %s
                  version: '1.0.0'
                do:
                """.formatted(name);
    }

    private static String pause(long millis) {
        return "  - pause:\n      wait:\n        milliseconds: " + millis + '\n';
    }

    private static String step(String sink, String definition, String step) {
        return """
                  - %1$s:
                      try:
                        - call:
                            call: http
                            with:
                              method: post
                              endpoint: %2$s/step/%3$s/%1$s
                              body:
                                event: ${ $workflow.input.event }
                                key: ${ $workflow.input.key }
                                rulebook: ${ $workflow.input.rulebook }
                """.formatted(step, sink, definition) + CATCH;
    }
}
