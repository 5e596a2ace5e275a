package dev.signalbox.flow.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.flow.journal.Write;
import dev.signalbox.flow.process.Instance;
import dev.signalbox.flow.process.InstanceRecord;
import dev.signalbox.flow.process.Place;
import dev.signalbox.flow.process.Question;
import dev.signalbox.flow.process.Queued;
import dev.signalbox.flow.process.State;
import dev.signalbox.flow.process.Step;
import dev.signalbox.flow.process.TimelineRecord;
import dev.signalbox.flow.process.Transition;
import dev.signalbox.redis.KeySpace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns a transition into what its commit writes: the instance, its timeline, its places in the indexes, its timers, what it
 * asks, and its dead letter. Pure. A failed instance never expires: it waits, with its dead letter, for somebody.
 */
public final class InstanceWrites {

    private final KeySpace keys;
    private final Duration retention;

    /** @param retention how long a finished or cancelled instance is kept */
    public InstanceWrites(KeySpace keys, Duration retention) {
        this.keys = keys;
        this.retention = retention;
    }

    /**
     * @param before the instance before the transition, null for a start
     * @param at the time of the transition, milliseconds since the epoch
     */
    public List<Write> of(@Nullable Instance before, Transition transition, long at) {
        Instance now = transition.instance();
        int partition = Home.of(now.id());
        List<Write> writes = new ArrayList<>();
        writes.add(new Write.Put(keys.instance(partition, now.id()), InstanceRecord.encode(now)));
        if (!transition.steps().isEmpty()) {
            writes.add(new Write.Line(keys.timeline(partition, now.id()), TimelineRecord.encode(transition.steps())));
        }
        indexes(partition, before, now, writes);
        running(partition, before, now, at, writes);
        ranked(keys.timers(partition), before == null ? Map.of() : due(before), due(now), writes);
        ranked(keys.questions(partition), before == null ? Map.of() : asked(before), asked(now), writes);
        ranked(keys.queued(partition), before == null ? Map.of() : queued(before), queued(now), writes);
        transition.steps().forEach(step -> heard(partition, now, step, at, writes));
        buried(partition, before, transition, at, writes);
        expiry(partition, now, writes);
        return writes;
    }

    private void indexes(int partition, @Nullable Instance before, Instance now, List<Write> writes) {
        if (before == null) {
            String event = now.origin().event().id();
            writes.add(new Write.Rank(keys.definitions(partition), 0, now.definition()));
            writes.add(new Write.Rank(keys.instances(partition), now.born(), now.id()));
            writes.add(new Write.Rank(keys.instancesByKey(partition, now.key()), now.born(), now.id()));
            writes.add(new Write.Rank(keys.instancesByEvent(partition, event), now.born(), now.id()));
        } else if (before.state() != now.state()) {
            writes.add(new Write.Unrank(byState(partition, before), now.id()));
        }
        if (before == null || before.state() != now.state()) {
            writes.add(new Write.Rank(byState(partition, now), now.born(), now.id()));
        }
    }

    private String byState(int partition, Instance instance) {
        return keys.instances(partition, instance.definition(), instance.state().word());
    }

    private void running(int partition, @Nullable Instance before, Instance now, long at, List<Write> writes) {
        boolean was = before != null && before.state().active();
        boolean is = now.state().active();
        if (is && !was) {
            writes.add(new Write.Rank(keys.running(partition), at, now.id()));
        } else if (was && !is) {
            writes.add(new Write.Unrank(keys.running(partition), now.id()));
        }
    }

    /** What a person has said is no event, and has no story. */
    private void heard(int partition, Instance now, Step step, long at, List<Write> writes) {
        JsonNode event = step.detail();
        if (step.what().equals("heard") && event != null && !event.has("byHand")) {
            String key = keys.heard(
                    partition, event.path("source").asText(), event.path("id").asText());
            writes.add(new Write.Rank(key, now.born(), now.id()));
            writes.add(new Write.Expire(key, at + retention.toMillis()));
        }
    }

    private static void ranked(String key, Map<String, Long> old, Map<String, Long> members, List<Write> writes) {
        old.keySet().stream()
                .filter(member -> !members.containsKey(member))
                .forEach(member -> writes.add(new Write.Unrank(key, member)));
        members.forEach((member, rank) -> {
            if (!rank.equals(old.get(member))) {
                writes.add(new Write.Rank(key, rank, member));
            }
        });
    }

    private static Map<String, Long> asked(Instance instance) {
        Map<String, Long> asked = new LinkedHashMap<>();
        Question.of(instance)
                .forEach(question -> asked.put(
                        Timer.of(instance.id(), question.aim()).member(),
                        question.aim().since()));
        return asked;
    }

    private static Map<String, Long> queued(Instance instance) {
        Place place = Queued.place(instance);
        return place == null ? Map.of() : Map.of(instance.id(), place.since());
    }

    private static Map<String, Long> due(Instance instance) {
        Map<String, Long> due = new LinkedHashMap<>();
        if (!instance.state().ended()) {
            for (Place place : instance.places().values()) {
                if (place.due() > 0) {
                    due.put(Timer.of(instance, place).member(), place.due());
                }
                if (place.deadline() > 0) {
                    due.put(Timer.deadline(instance, place).member(), place.deadline());
                }
            }
        }
        return due;
    }

    private void buried(int partition, @Nullable Instance before, Transition transition, long at, List<Write> writes) {
        DeadLetter dead = DeadLetter.of(before, transition, at);
        if (dead != null) {
            writes.add(new Write.Put(keys.dead(partition), Map.of(dead.id(), DeadLetterJson.write(dead))));
            writes.add(new Write.Rank(keys.deadByTime(partition), at, dead.id()));
        } else if (before != null
                && before.state() == State.FAILED
                && transition.instance().state() != State.FAILED) {
            String id = DeadLetter.id(before);
            writes.add(new Write.Remove(keys.dead(partition), List.of(id)));
            writes.add(new Write.Unrank(keys.deadByTime(partition), id));
        }
    }

    private void expiry(int partition, Instance now, List<Write> writes) {
        if (now.state().ended() && now.state() != State.FAILED) {
            writes.addAll(expiry(partition, now, now.ended()));
        }
    }

    private List<Write> expiry(int partition, Instance ended, long at) {
        long end = at + retention.toMillis();
        return List.of(
                new Write.Expire(keys.instance(partition, ended.id()), end),
                new Write.Expire(keys.timeline(partition, ended.id()), end),
                new Write.Expire(
                        keys.instancesByEvent(partition, ended.origin().event().id()), end));
    }

    /** For an instance that has failed, when nobody will put it back: the task that ran it has gone on. */
    public List<Write> givenUp(Instance failed, long at) {
        return expiry(Home.of(failed.id()), failed, at);
    }
}
