package dev.signalbox.proof.prove.check;

import dev.signalbox.proof.prove.load.Kind;
import dev.signalbox.proof.prove.load.Trip;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the rules of the run must want, by the journal's order alone: written down a second time, in plain Java, and
 * without the hub's help.
 */
final class Model {

    private static final long WINDOW = 300_000;
    private static final int MANY = 3;
    private static final long CONFIRMED_WITHIN = 2_000;

    /**
     * What becomes of one event.
     *
     * @param rules that match when it is decided
     * @param start of its own or of what it leads to
     * @param open whether both may be or not: which version decided cannot be seen
     */
    record Fate(Journaled event, Kind kind, List<String> rules, Optional<Start> start, boolean open) {}

    private final Map<String, List<Long>> failures = new HashMap<>();
    private final Map<String, List<Long>> confirmations = new HashMap<>();
    private final Set<String> paid = new HashSet<>();
    private final Set<String> released = new HashSet<>();
    private final Labels labels;

    private Model(Labels labels) {
        this.labels = labels;
    }

    /** @param events of the run's own sources */
    static List<Fate> of(List<Journaled> events, Labels labels) {
        Model model = new Model(labels);
        List<Journaled> inOrder = new ArrayList<>(events);
        inOrder.sort(Comparator.comparingInt(Journaled::partition).thenComparingLong(Journaled::position));
        inOrder.forEach(model::hear);
        return inOrder.stream().map(model::fate).toList();
    }

    private static Kind kind(Journaled event) {
        return Kind.ofType(event.type()).orElse(Kind.PLAIN);
    }

    private void hear(Journaled event) {
        if (kind(event) == Kind.RELEASED) {
            released.add(event.subject());
        }
        if (kind(event) == Kind.TRIP_PAID) {
            paid.add(event.subject());
        }
        if (kind(event) == Kind.CONFIRMED) {
            confirmations
                    .computeIfAbsent(event.subject(), key -> new ArrayList<>())
                    .add(event.at());
        }
    }

    private Fate fate(Journaled event) {
        return switch (kind(event)) {
            case PLAIN, CONFIRMED, TRIP_PAID, TORN -> nothing(event);
            case PAID -> starts(event, "paid", "tell");
            case SHIPPED -> starts(event, "shipped", "ship");
            case FLAKY -> starts(event, "flaky", "flaky");
            case PARKED -> starts(event, "parked", "park");
            case DOOMED -> starts(event, "doomed", "doomed");
            case MOVED -> away(event, "moved", "arrive");
            case FAR -> away(event, "far", "far");
            case FAILED -> failed(event);
            case PLACED -> placed(event);
            case SECOND -> second(event);
            case HELD -> held(event);
            case TRIP -> trip(event);
            case RELEASED -> new Fate(event, Kind.RELEASED, rule("released"), Optional.empty(), false);
            case POISON -> new Fate(event, Kind.POISON, List.of(), Optional.empty(), false);
            case LOOP -> new Fate(event, Kind.LOOP, rule("loop"), Optional.empty(), false);
        };
    }

    private static List<String> rule(String name) {
        return List.of("proof/" + name);
    }

    private static Fate nothing(Journaled event) {
        return new Fate(event, kind(event), List.of(), Optional.empty(), false);
    }

    private static Fate starts(Journaled event, String rule, String definition) {
        Start start = new Start(definition, event.id(), event.subject());
        return new Fate(event, kind(event), rule(rule), Optional.of(start), false);
    }

    private static Fate away(Journaled event, String rule, String definition) {
        Start start = new Start(definition, event.id(), Kind.target(event.id()));
        return new Fate(event, kind(event), rule(rule), Optional.of(start), false);
    }

    /** Events come in the order of the journal, so those before are known. */
    private Fate failed(Journaled event) {
        List<Long> times = failures.computeIfAbsent(event.subject(), key -> new ArrayList<>());
        times.add(event.at());
        long count = times.stream().filter(at -> at >= event.at() - WINDOW).count();
        return count >= MANY ? starts(event, "third failure", "hold") : nothing(event);
    }

    /** It falls due later, at a second of the clock, so that no rule matches when the event itself is decided. */
    private Fate placed(Journaled event) {
        boolean confirmed = confirmations.getOrDefault(event.subject(), List.of()).stream()
                .anyMatch(at -> at >= event.at() && at <= event.at() + CONFIRMED_WITHIN);
        Fate due = starts(event, "not confirmed", "remind");
        return new Fate(event, Kind.PLACED, List.of(), confirmed ? Optional.empty() : due.start(), false);
    }

    /** What was called off calls nobody; what was not, since its client came to its end before, may. */
    private Fate held(Journaled event) {
        Fate due = starts(event, "held", "hold-on");
        boolean off = released.contains(event.subject());
        return new Fate(event, Kind.HELD, due.rules(), off ? Optional.empty() : due.start(), !off);
    }

    /** What nobody has paid listens for ever, since its client came to its end before. */
    private Fate trip(Journaled event) {
        Fate due = starts(event, Trip.NAME, Trip.NAME);
        return new Fate(event, Kind.TRIP, due.rules(), due.start(), !paid.contains(event.subject()));
    }

    private Fate second(Journaled event) {
        return switch (labels.at(event)) {
            case EVEN -> starts(event, "second", "second");
            case ODD -> nothing(event);
            case UNKNOWN ->
                new Fate(
                        event,
                        Kind.SECOND,
                        rule("second"),
                        Optional.of(new Start("second", event.id(), event.subject())),
                        true);
        };
    }
}
