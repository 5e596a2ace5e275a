package dev.signalbox;

import dev.signalbox.admin.StoredDeadLetters;
import dev.signalbox.failpoint.Failpoints;
import dev.signalbox.flow.journal.Journal;
import dev.signalbox.flow.task.RedisDeadLetters;
import dev.signalbox.flow.task.RedisJobs;
import dev.signalbox.flow.task.Redrive;
import dev.signalbox.redis.KeySpace;
import java.time.InstantSource;

/** The dead letters, as people see them and put them back. */
final class DeadLetterLane {

    private DeadLetterLane() {}

    static StoredDeadLetters open(
            AdminLane lane, KeySpace keys, Journal journal, InstantSource clock, Failpoints failpoints) {
        RedisDeadLetters dead = new RedisDeadLetters(lane.link(), keys, journal.partitions());
        RedisJobs redrives = new RedisJobs(lane.link(), keys);
        return new StoredDeadLetters(dead, new Redrive(dead, redrives, journal, clock, failpoints), redrives);
    }
}
