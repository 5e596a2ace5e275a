package dev.signalbox.flow;

import dev.signalbox.failpoint.Failpoints;
import dev.signalbox.flow.journal.Journal;
import dev.signalbox.flow.journal.RedisRemains;
import dev.signalbox.flow.journal.RedisRetention;
import dev.signalbox.flow.listen.RedisListeners;
import dev.signalbox.flow.task.Calls;
import dev.signalbox.flow.task.InstanceWrites;
import dev.signalbox.flow.task.RedisInstances;
import dev.signalbox.redis.KeySpace;
import dev.signalbox.trace.Trace;
import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** What a partition takes its entries through. The same for all partitions. */
public record Stages(
        Journal journal,
        RedisRemains remains,
        RedisRetention retention,
        Rulebooks rulebooks,
        RandomGenerator random,
        RedisInstances instances,
        RedisListeners listeners,
        InstanceWrites writes,
        Calls calls,
        Trace trace,
        KeySpace keys,
        InstantSource clock,
        Failpoints failpoints,
        Duration lease,
        Replays replays,
        Watchdog watchdog,
        Shares shares) {}
