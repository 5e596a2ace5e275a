package dev.signalbox;

import dev.signalbox.admin.HandedInstances;
import dev.signalbox.admin.KnownDefinitions;
import dev.signalbox.admin.StoredDeadLetters;
import dev.signalbox.admin.StoredInstances;
import dev.signalbox.admin.StoredProcessVersions;
import dev.signalbox.admin.StoredProcesses;
import dev.signalbox.flow.journal.Journal;
import dev.signalbox.flow.task.Hands;
import dev.signalbox.flow.task.RedisDeadLetters;
import dev.signalbox.flow.task.RedisInstances;
import dev.signalbox.flow.task.RedisQuestions;
import dev.signalbox.flow.task.RedisStandings;
import dev.signalbox.flow.task.RedisStates;
import dev.signalbox.redis.KeySpace;
import java.time.InstantSource;

/** Processes and their instances, as people see them and act on them. */
record ProcessLane(
        StoredInstances instances,
        StoredProcesses processes,
        StoredDeadLetters deadLetters,
        StoredProcessVersions versions) {

    static ProcessLane open(AdminLane lane, KeySpace keys, Journal journal, Rulebook rulebook, InstantSource clock) {
        RedisInstances instances = new RedisInstances(lane.link(), keys, journal.partitions());
        KnownDefinitions definitions = new KnownDefinitions(lane.vertx(), rulebook.packs());
        return new ProcessLane(
                new StoredInstances(
                        instances,
                        new RedisQuestions(lane.link(), keys, journal.partitions()),
                        new HandedInstances(definitions, new Hands(journal, clock))),
                new StoredProcesses(
                        definitions,
                        rulebook.rulebooks()::definitionVersions,
                        new RedisStates(lane.link(), keys, journal.partitions()),
                        new RedisStandings(instances)),
                new StoredDeadLetters(new RedisDeadLetters(lane.link(), keys, journal.partitions())),
                new StoredProcessVersions(rulebook.packs(), instances));
    }
}
