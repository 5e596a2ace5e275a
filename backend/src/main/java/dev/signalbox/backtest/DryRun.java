package dev.signalbox.backtest;

import dev.signalbox.event.Envelope;
import dev.signalbox.flow.journal.Entry;
import dev.signalbox.flow.match.Fact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Decides events that are given, with the partitions and the clock that live events have. Nothing is done. */
public final class DryRun {

    /** More than anybody reads: with a timer, a clock that is let run on makes any number of them. */
    static final int MOST = 50_000;

    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final Law law;
    private final Listed given;
    private final List<Side> sides = new ArrayList<>();
    private final List<Made> made = new ArrayList<>();

    /** @param at receive time, milliseconds since the epoch; never before that of the event before */
    public record Given(Envelope envelope, String key, long at) {}

    /**
     * What became of a moment.
     *
     * @param given number of the event, from 0; of a second of the clock, -1
     */
    public record Made(int given, Moment moment, Outcome outcome) {}

    public record Remembered(int partition, Fact fact) {}

    /** @param facts what the rules remember at the end */
    public record Done(List<Made> made, List<Remembered> facts) {}

    private DryRun(Law law, int partitions, ToIntFunction<String> partitionOf) {
        this.law = law;
        this.given = new Listed(partitions, partitionOf);
    }

    /**
     * Decides all of them.
     *
     * @param until when the clock ends, milliseconds since the epoch
     * @throws GivenUp when the rules fail too often, or the clock has more to tell than is kept
     */
    public static Done run(Law law, int partitions, ToIntFunction<String> partitionOf, List<Given> events, long until) {
        return new DryRun(law, partitions, partitionOf).run(events, until);
    }

    private Done run(List<Given> events, long until) {
        if (until - events.get(0).at() > LONGEST.toMillis()) {
            throw new GivenUp("the clock runs on for more than a hundred years: let less time pass");
        }
        try {
            for (int partition = 0; partition < given.partitions(); partition++) {
                sides.add(new Side(law, new Past(given, partition), 0, 0));
            }
            for (int number = 0; number < events.size(); number++) {
                Given event = events.get(number);
                advance(event.at());
                Entry entry = given.add(event.envelope(), event.key(), event.at());
                Outcome outcome = sides.get(entry.partition()).decide(entry, Side.event(entry));
                made.add(new Made(number, Moment.of(entry), outcome));
            }
            advance(until);
            return new Done(List.copyOf(made), facts());
        } finally {
            sides.forEach(Side::close);
        }
    }

    /** The seconds of all partitions pass before the next event comes. */
    private void advance(long at) {
        for (int partition = 0; partition < sides.size(); partition++) {
            advance(partition, at);
        }
    }

    private void advance(int partition, long at) {
        Side side = sides.get(partition);
        Strides.to(at, side.now(), next -> seconds(side, partition, next));
    }

    private void seconds(Side side, int partition, long at) {
        long position = given.last(partition);
        for (Outcome outcome : side.advance(position, at)) {
            made.add(new Made(-1, Moment.tick(partition, position, Backtest.second(outcome)), outcome));
        }
        if (made.size() > MOST) {
            throw new GivenUp("rules fire at more than " + MOST + " seconds of the clock: let less time pass");
        }
    }

    private List<Remembered> facts() {
        List<Remembered> facts = new ArrayList<>();
        for (int partition = 0; partition < sides.size(); partition++) {
            for (Fact fact : sides.get(partition).facts()) {
                facts.add(new Remembered(partition, fact));
            }
        }
        return List.copyOf(facts);
    }
}
