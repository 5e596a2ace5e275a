package dev.signalbox.rulebook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.backtest.DryRun;
import dev.signalbox.backtest.GivenUp;
import dev.signalbox.backtest.Law;
import dev.signalbox.backtest.Outcome;
import dev.signalbox.event.Envelope;
import dev.signalbox.event.EventId;
import dev.signalbox.event.Payload;
import dev.signalbox.flow.match.Rules;
import dev.signalbox.rulebook.Case.Given;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Tries rules on cases, with the partitions and the clock that live events have. A case is a file
 * {@code cases/<name>.case.yaml}:
 *
 * <pre>{@code
 * name: three failed payments hold the card
 * rules: [fraud/card testing]           # those that it is about; else all of the pack
 * given:                                # events in the order of their receipt, a second apart
 *   - type: payment.failed
 *     source: shop                      # else "test"
 *     id: p-1                           # else given-1, given-2 ...
 *     subject: card-7                   # the partition key, unless key: is given; else the id
 *     data: {card: "7"}                 # or payload: file.json, or example: push/0
 *   - {type: payment.failed, subject: card-7, after: 90s, data: {card: "7"}}
 *   - {type: payment.failed, subject: card-7, time: "2026-01-01T00:03:00Z", data: {card: "7"}}
 *   - delivery: {source: github, headers: {X-GitHub-Event: push}, example: push/0}
 * advance: 10m                          # then the clock runs on
 * expect:
 *   starts:                             # all of them; "with" may name a part of the input
 *     - {definition: hold-card, key: "7", with: {failures: 3}}
 *   alerts: [a card is tested]            # all of them
 *   matched: [fraud/card testing]
 *   notMatched: [fraud/other]
 *   quarantined: [given-2]              # events that break their schema, or at which a rule fails
 *   nothing: true                       # instead: no rule matches
 * }</pre>
 */
public final class Cases {

    /** When the first event of a case is received. */
    public static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    private final CaseWorld world;

    public Cases(CaseWorld world) {
        this.world = world;
    }

    /** Runs each case by itself. A case that cannot be read is one that did not pass. */
    public List<CaseResult> run(Rules rules, Map<String, String> cases) {
        List<CaseResult> results = new ArrayList<>();
        new TreeMap<>(cases).forEach((file, yaml) -> results.add(run(rules, file, yaml)));
        return results;
    }

    private CaseResult run(Rules rules, String file, String yaml) {
        try {
            return run(rules, new CaseReader(file, yaml).read());
        } catch (CaseFault e) {
            return new CaseResult(file, file, List.of(e.why()), null, e.spot().line());
        }
    }

    private CaseResult run(Rules rules, Case each) {
        try {
            return new CaseResult(each.file(), each.name(), differences(rules, each), null, each.line());
        } catch (CaseWorld.Unavailable e) {
            return new CaseResult(each.file(), each.name(), List.of(), String.valueOf(e.getMessage()), each.line());
        } catch (IllegalArgumentException | GivenUp e) {
            return new CaseResult(each.file(), each.name(), List.of(String.valueOf(e.getMessage())), null, each.line());
        }
    }

    /** What cannot be read in cases, each at its place. */
    static List<Diagnostic> read(Map<String, String> cases) {
        List<Diagnostic> found = new ArrayList<>();
        new TreeMap<>(cases).forEach((file, yaml) -> {
            try {
                var unusedCase = new CaseReader(file, yaml).read();
            } catch (CaseFault e) {
                found.add(Diagnostic.error(e.spot(), "case-yaml", e.why(), null).in("cases/" + file));
            }
        });
        return found;
    }

    private List<String> differences(Rules rules, Case each) {
        Optional<String> absent = each.rules().stream()
                .filter(rule -> !rules.rules().contains(rule))
                .findFirst();
        if (absent.isPresent()) {
            return List.of("there is no rule \"" + absent.get() + "\"; there are " + rules.rules());
        }
        List<DryRun.Made> made = made(rules, each);
        Set<String> wanted = new TreeSet<>(each.expect().quarantined());
        Optional<String> fault = made.stream()
                .filter(one -> one.outcome() instanceof Outcome.Failed
                        && !wanted.remove(one.moment().event().id()))
                .map(one -> ((Outcome.Failed) one.outcome()).cause())
                .findFirst()
                .or(() -> wanted.stream()
                        .findFirst()
                        .map(id -> "the event " + id + " was to come to quarantine, and did not"));
        return fault.map(List::of).orElseGet(() -> new CaseVerdict(each.expect())
                .differences(made.stream()
                        .filter(one -> one.outcome() instanceof Outcome.Decided)
                        .map(Cases::happened)
                        .map(one -> one.of(each.rules()))
                        .toList()));
    }

    private static CaseVerdict.Happened happened(DryRun.Made made) {
        return new CaseVerdict.Happened(
                ((Outcome.Decided) made.outcome()).decision(), made.moment().key());
    }

    /** A case is of one pack: which definitions others have is not asked. */
    private List<DryRun.Made> made(Rules rules, Case each) {
        List<DryRun.Given> events = new ArrayList<>();
        Instant now = BEGINNING;
        for (Given given : each.given()) {
            DryRun.Given event = received(given, now);
            events.add(event);
            now = Instant.ofEpochMilli(event.at());
        }
        return DryRun.run(
                        new Law(rules, definition -> true),
                        world.partitions(),
                        world.partitionOf(),
                        events,
                        millis(now.plus(each.advance())))
                .made();
    }

    /**
     * An event that is written as in a case, and received so long after the one before as it says.
     *
     * @param index its number, from 0
     * @throws IllegalArgumentException when it cannot be read
     */
    public DryRun.Given event(JsonNode given, int index, Instant before) {
        try {
            return received(CaseReader.event(given, index), before);
        } catch (CaseFault e) {
            throw new IllegalArgumentException(e.why(), e);
        } catch (CaseWorld.Unavailable e) {
            throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
        }
    }

    private DryRun.Given received(Given given, Instant before) {
        Instant at = given.time() == null ? before.plus(given.after()) : Instant.parse(given.time());
        CaseWorld.Mapped mapped = mapped(given, at);
        return new DryRun.Given(mapped.envelope(), mapped.key(), millis(at));
    }

    private static long millis(Instant at) {
        try {
            return at.toEpochMilli();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("the time " + at + " is too far away", e);
        }
    }

    private CaseWorld.Mapped mapped(Given given, Instant at) {
        Case.Delivery delivery = given.delivery();
        if (delivery != null) {
            Payload body = body(delivery.payload(), delivery.example());
            return world.mapper().apply(new CaseWorld.Delivery(delivery.source(), delivery.headers(), body));
        }
        Payload data = given.data() != null ? Payload.of(given.data()) : body(given.payload(), given.example());
        EventId id = new EventId(given.source(), "", given.id());
        String time = given.time() == null ? null : at.toString();
        String key = given.key() != null ? given.key() : given.subject() != null ? given.subject() : given.id();
        return new CaseWorld.Mapped(
                new Envelope(id, given.type(), given.subject(), time, "application/json", data), key);
    }

    private Payload body(@Nullable String payload, @Nullable String example) {
        if (payload != null) {
            return world.payload().apply(payload);
        }
        return example == null ? Payload.EMPTY : world.example().apply(example);
    }
}
