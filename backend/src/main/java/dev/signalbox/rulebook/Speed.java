package dev.signalbox.rulebook;

import dev.signalbox.event.Envelope;
import dev.signalbox.event.Event;
import dev.signalbox.event.EventId;
import dev.signalbox.event.Payload;
import dev.signalbox.flow.match.Rules;
import dev.signalbox.flow.match.Session;
import dev.signalbox.sandbox.ClassOrigins;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.IntConsumer;

/**
 * How fast the rules of one partition decide on this machine: without a hub, a journal or Redis, on the thread that asks. Events per
 * second are those of processor time.
 */
public final class Speed {

    private static final long BEGINNING = 1_750_000_000_000L;
    private static final int KEPT = 100_000;
    private static final int CARDS = 10_000;

    /** As many different events for few rules as for many: what is read from memory is part of what an event costs. */
    private static final int FRESH = 1_000;

    /** A rule that has decided as many events is compiled to machine code, as it is in a hub that has run for a while. */
    private static final int WARM = 10_000;

    /** What others do on the machine only takes time, so the best of some is nearest to what it costs. */
    private static final int ROUNDS = 3;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Checker checker = new Checker();
    private final long nanos;

    /** @param millis of processor time that each figure is measured for, three times, after as long to warm up or longer */
    public Speed(int millis) {
        this.nanos = millis * 1_000_000L;
    }

    /**
     * What a window costs.
     *
     * @param rebuildMillis to remember {@link #kept} events again
     * @param heapBytes of each
     */
    public record Windowed(double perSecond, double rebuildMillis, double heapBytes) {}

    /** How many events the rule with a window remembers. */
    public static int kept() {
        return KEPT;
    }

    /** Each of so many rules is for a type of its own. */
    public double typed(int rules) {
        return decided(rules(text(rules, "type == \"t%1$d\", num(\"total\") > 100")), rules, WARM * rules);
    }

    /** No rule names a type, and none matches. */
    public double untyped(int rules) {
        return decided(rules(text(rules, "num(\"total\") > 1000%1$d")), rules, 0);
    }

    /** The same as {@link #typed}, not metered. */
    public double unmetered(int rules) {
        return decided(rules(text(rules, "type == \"t%1$d\", num(\"total\") > 100"), false), rules, WARM * rules);
    }

    private static String text(int rules, String constraint) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rules; i++) {
            text.append(("rule \"r%1$d\" when Event( " + constraint + " ) then hub.start( \"p%1$d\" ); end\n")
                    .formatted(i));
        }
        return text.toString();
    }

    private double decided(Rules rules, int types, int warm) {
        try (Session session = rules.session()) {
            var unusedFirst = session.advance(BEGINNING);
            Event[] events = new Event[FRESH];
            for (int i = 0; i < events.length; i++) {
                events[i] = event("t" + i % types, "s", "{\"total\": 150}", BEGINNING);
            }
            return perSecond(warm, i -> Objects.requireNonNull(session.on(events[i % events.length])));
        }
    }

    /** A rule that counts the payments of a card in five minutes, which {@link #kept} events lie in. */
    public Windowed windowed() {
        Rules rules = rules("""
                rule "card testing"
                when
                    $e : Event( type == "payment.failed", has("card"), $card : str("card") )
                    accumulate( Event( type == "payment.failed", str("card") == $card, this before[0s, 5m] $e );
                                $n : count(1); $n >= 1000 )
                then
                    hub.start( "hold-card" ).key( $card );
                end
                """);
        long before = heap();
        try (Session session = rules.session()) {
            var unusedFirst = session.advance(BEGINNING);
            long start = THREADS.getCurrentThreadCpuTime();
            for (int i = 0; i < KEPT; i++) {
                Event event = payment(i);
                var unusedNothing = session.advance(event.getAt());
                session.see(event);
            }
            double rebuild = (THREADS.getCurrentThreadCpuTime() - start) / 1e6;
            double bytes = (heap() - before) / (double) session.facts();
            double perSecond = perSecond(0, i -> {
                Event event = payment(KEPT + i);
                var unusedNothing = session.advance(event.getAt());
                var unusedDecision = session.on(event);
            });
            return new Windowed(perSecond, rebuild, bytes);
        }
    }

    private static Event payment(int number) {
        String card = "c" + number % CARDS;
        return event(
                "payment.failed",
                card,
                "{\"card\": \"" + card + "\", \"amount\": " + number + "}",
                BEGINNING + 3L * number);
    }

    private static Event event(String type, String subject, String json, long at) {
        Payload data = Payload.of(json.getBytes(StandardCharsets.UTF_8));
        EventId id = new EventId("bench", "", subject + at);
        return new Event(new Envelope(id, type, subject, null, "application/json", data), subject, at);
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /**
     * Rules as a hub has them.
     *
     * @param text of rules that may name {@code Event} and {@code hub}
     */
    public Rules rules(String text) {
        return rules(text, true);
    }

    private Rules rules(String text, boolean metered) {
        String drl =
                "package rules.bench\nimport dev.signalbox.event.Event\nimport dev.signalbox.rules.Hub\nglobal Hub hub\n"
                        + text;
        Checker.Checked checked = checker.compile("bench", drl);
        Compiled compiled = Objects.requireNonNull(
                checked.compiled(), () -> checked.diagnostics().toString());
        if (!metered) {
            var classes = new Compiler().build("bench", drl).classes();
            compiled = new Compiled("bench", compiled.rules(), classes, ClassOrigins.of(classes));
        }
        return Rules.of(1, List.of(Loaded.of(compiled).rules()));
    }

    /** @param warm so many times it is done at least before it counts */
    private double perSecond(int warm, IntConsumer work) {
        int number = run(work, 0);
        while (number < warm) {
            number = run(work, number);
        }
        double best = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long start = THREADS.getCurrentThreadCpuTime();
            int end = run(work, number);
            best = Math.max(best, (end - number) * 1e9 / (THREADS.getCurrentThreadCpuTime() - start));
            number = end;
        }
        return best;
    }

    private int run(IntConsumer work, int from) {
        int number = from;
        for (long end = THREADS.getCurrentThreadCpuTime() + nanos; THREADS.getCurrentThreadCpuTime() < end; ) {
            for (int i = 0; i < 100; i++) {
                work.accept(number++);
            }
        }
        return number;
    }
}
