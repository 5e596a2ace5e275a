package dev.signalbox.rulebook;

import dev.signalbox.event.Envelope;
import dev.signalbox.event.Event;
import dev.signalbox.event.EventId;
import dev.signalbox.event.Payload;
import dev.signalbox.flow.match.Decision;
import dev.signalbox.flow.match.Intention;
import dev.signalbox.flow.match.Limits;
import dev.signalbox.flow.match.Rules;
import dev.signalbox.flow.match.Session;
import dev.signalbox.sandbox.ClassOrigins;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The forms of rules that authors use, and what is needed to run them. */
public final class Forms {

    static final String HEAD = """
            import dev.signalbox.event.Event
            import dev.signalbox.rules.Hub
            global Hub hub

            """;

    static final String EDGE = """
            rule "card testing"
            when
                $e : Event( type == "payment.failed", has("card"), $card : str("card") )
                accumulate( Event( type == "payment.failed", str("card") == $card, this before[0s, 5m] $e ); $n : count(1); $n >= 3 )
            then
                hub.start( "hold-card" ).key( $card ).with( "card", $card ).with( "failures", $n ).with( "event", $e.getId() );
            end
            """;

    static final String ONCE = """
            declare Alerted
                @role( event )
                @timestamp( at )
                @expires( 5m )
                card : String @key
                at : long
            end

            rule "card testing"
            when
                groupby( $p : Event( type == "payment.failed", has("card"), $card : str("card") ) over window:time( 5m );
                         $key : $card; $n : count( $p ), $at : max( $p.getTime() ); $n >= 3 )
                not Alerted( card == $key )
            then
                insert( new Alerted( (String) $key, ((Number) $at).longValue() ) );
                hub.start( "hold-card" ).key( $key ).with( "failures", $n );
            end
            """;

    static final String ABSENCE = """
            rule "unpaid order"
            when
                $o : Event( type == "order.placed", $order : str("order") )
                not Event( type == "order.paid", str("order") == $order, this after[0s, 30m] $o )
            then
                hub.start( "remind" ).key( $order ).with( "placed", $o.getId() );
            end
            """;

    static final String SEQUENCE = """
            rule "impossible travel"
            when
                $a : Event( type == "card.used", $card : str("card"), $lat : num("lat") )
                $b : Event( type == "card.used", this != $a, str("card") == $card, this after[0s, 5m] $a, num("lat") - $lat > 10 )
            then
                hub.start( "hold-card" ).key( $card ).with( "first", $a.getId() ).with( "second", $b.getId() );
            end
            """;

    static final String ESCALATION = """
            declare Raised
                @role( event )
                @timestamp( at )
                @expires( 4h )
                alarm : String @key
                level : int @key
                at : long
            end

            rule "raise"
            when
                $a : Event( type == "alarm.raised", str("severity") == "critical", $alarm : str("alarm") )
                not Raised( alarm == $alarm )
            then
                insert( new Raised( $alarm, 1, $a.getTime() ) );
                hub.start( "page-on-call" ).key( $alarm ).with( "alarm", $alarm );
            end

            rule "escalate"
            when
                $r : Raised( level < 3, $alarm : alarm, $level : level )
                not Event( type == "alarm.acknowledged", str("alarm") == $alarm, this after[0s, 15m] $r )
                not Raised( alarm == $alarm, level > $level )
            then
                insert( new Raised( $alarm, $level + 1, $r.getAt() + 15 * 60 * 1000 ) );
                hub.start( "page-manager" ).key( $alarm ).with( "level", $level + 1 );
            end
            """;

    /** An arbitrary whole second. */
    static final long T0 = 1_750_000_000_000L;

    private static final Checker CHECKER = new Checker();

    private Forms() {}

    static String pack(String name, String rules) {
        return "package rules." + name + "\n\n" + HEAD + rules;
    }

    /** Compiled rules of one pack; fails with the diagnostics. */
    public static Rules rules(String pack, String text) {
        return rules(1, pack, text);
    }

    /** The same as a version of the rulebook. */
    public static Rules rules(int version, String pack, String text) {
        return rules(version, pack, text, Limits.STANDARD);
    }

    /** The same with limits of their own. */
    static Rules rules(String pack, String text, Limits limits) {
        return rules(1, pack, text, limits);
    }

    /** The same with limits of their own, as a version of the rulebook. */
    public static Rules rules(int version, String pack, String text, Limits limits) {
        Checker.Checked checked = CHECKER.compile(pack, pack(pack, text));
        if (checked.compiled() == null) {
            throw new AssertionError(checked.diagnostics());
        }
        return Rules.of(version, List.of(Loaded.of(checked.compiled()).rules()), limits);
    }

    /** Rules that are neither looked at nor metered, as none are that a hub runs. */
    public static Rules unguarded(String pack, String text) {
        String drl = pack(pack, text);
        Parsed parsed = Objects.requireNonNull(new Drl().read(pack, drl));
        Map<String, byte[]> classes = new Compiler().build(pack, drl).classes();
        Compiled compiled = new Compiled(pack, new Shapes(parsed).rules(), classes, ClassOrigins.of(classes));
        return Rules.of(1, List.of(Loaded.of(compiled).rules()));
    }

    /** An event received {@code seconds} after the start. */
    public static Event event(double seconds, String type, String id, String json) {
        return event(seconds, type, id, json, null);
    }

    /** The same, with the time at which its sender says that it happened. */
    static Event event(double seconds, String type, String id, String json, @Nullable Double happened) {
        Payload data = Payload.of(json.getBytes(StandardCharsets.UTF_8));
        String time = happened == null
                ? null
                : Instant.ofEpochMilli(T0 + Math.round(happened * 1000)).toString();
        Envelope envelope = new Envelope(new EventId("test", "", id), type, null, time, "application/json", data);
        return new Event(envelope, data.json().path("card").asText(id), T0 + Math.round(seconds * 1000));
    }

    static List<Decision> feed(Session session, List<Event> events) {
        List<Decision> decisions = new ArrayList<>();
        for (Event event : events) {
            decisions.addAll(session.advance(event.getAt()));
            decisions.add(session.on(event));
        }
        return decisions;
    }

    static List<Intention.Start> starts(List<Decision> decisions) {
        return decisions.stream()
                .flatMap(decision -> decision.intentions().stream())
                .filter(Intention.Start.class::isInstance)
                .map(Intention.Start.class::cast)
                .toList();
    }
}
