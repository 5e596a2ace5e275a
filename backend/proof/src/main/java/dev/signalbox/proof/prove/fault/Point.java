package dev.signalbox.proof.prove.fault;

import java.util.Arrays;
import java.util.Optional;

/** The places where a hub can be made to fail, as it names them when it is asked for one that it does not have. */
public enum Point {
    INGEST_BEFORE_APPEND("ingest.beforeAppend", Reach.LOAD, false),
    INGEST_AFTER_APPEND("ingest.afterAppendBeforeAck", Reach.LOAD, true),
    INGEST_AFTER_ACK("ingest.afterAck", Reach.LOAD, true),
    PART_AFTER_READ("part.afterRead", Reach.LOAD, false),
    RULE_BEFORE_FIRE("rule.beforeFire", Reach.LOAD, false),
    RULE_AFTER_FIRE("rule.afterFireBeforeCommit", Reach.LOAD, false),
    COMMIT_AFTER_SEND("commit.afterSend", Reach.LOAD, true),
    COMMIT_AFTER_OK("commit.afterOk", Reach.LOAD, false),
    OUTBOX_BEFORE_OFFER("outbox.beforeOffer", Reach.LOAD, false),
    OUTBOX_BEFORE_CALL("outbox.beforeCall", Reach.LOAD, false),
    OUTBOX_AFTER_CALL("outbox.afterCallBeforeRecord", Reach.LOAD, true),
    OUTBOX_AFTER_RECORD("outbox.afterRecord", Reach.LOAD, false),
    TIMER_AFTER_DUE("timer.afterDue", Reach.LOAD, false),
    TIMER_AFTER_FIRE("timer.afterFire", Reach.LOAD, false),
    HANDOVER_AFTER_CLAIM("handover.afterClaim", Reach.START, true),
    HANDOVER_BEFORE_REPLAY_DONE("handover.beforeReplayDone", Reach.START, false),
    SWAP_AFTER_COMPILE("swap.afterCompile", Reach.ACTIVATION, false),
    SWAP_AFTER_FIRST_PARTITION("swap.afterFirstPartition", Reach.ACTIVATION, true),
    ARCHIVE_BEFORE_WRITE("archive.beforeWrite", Reach.AGE, false),
    ARCHIVE_AFTER_FSYNC("archive.afterFsync", Reach.AGE, false),
    ARCHIVE_AFTER_PUBLISH("archive.afterPublish", Reach.AGE, false),
    TRIM_BEFORE("trim.before", Reach.AGE, false),
    DLQ_AFTER_MOVE("dlq.afterMove", Reach.LOAD, false),
    REDRIVE_AFTER_START("redrive.afterStart", Reach.REDRIVE, true),
    COMPENSATE_AFTER_FIRST("compensate.afterFirst", Reach.NEVER, false);

    private final String word;
    private final Reach reach;
    private final boolean reply;

    /** What brings a hub to a point. */
    public enum Reach {
        /** Events. */
        LOAD,
        /** Its start. */
        START,
        /** A new version of the rules. */
        ACTIVATION,
        /** Dead letters that are put back. */
        REDRIVE,
        /** Entries older than the retention. */
        AGE,
        /** Nothing yet. */
        NEVER
    }

    Point(String word, Reach reach, boolean reply) {
        this.word = word;
        this.reach = reach;
        this.reply = reply;
    }

    public static Optional<Point> named(String word) {
        return Arrays.stream(values()).filter(point -> point.word.equals(word)).findFirst();
    }

    public Reach reach() {
        return reach;
    }

    /** Why a hub cannot be made to do this here; nothing when it can. */
    public Optional<String> impossible(Deed deed) {
        if (reach == Reach.NEVER) {
            return Optional.of("processes have no compensation, so no place passes it");
        }
        if (reach == Reach.AGE) {
            return Optional.of(
                    "not struck here: the rules of a run remember five minutes, so no entry is old within it;"
                            + " FailpointsTest and ArchiveIT of the hub do");
        }
        return deed == Deed.DROP && !reply
                ? Optional.of("nobody waits for a reply there, so none can be lost")
                : Optional.empty();
    }

    @Override
    public String toString() {
        return word;
    }
}
