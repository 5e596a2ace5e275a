package dev.signalbox.failpoint;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The places where a test may make the hub fail: before, between and after the steps that must not come apart. */
public enum Failpoint {
    /** A flush of deliveries is about to be sent to Redis. */
    INGEST_BEFORE_APPEND("ingest.beforeAppend", false),
    /** Redis has the flush; nobody has been told. */
    INGEST_AFTER_APPEND("ingest.afterAppendBeforeAck", true),
    /** The answer to a sender has been written to its connection; as a lost reply: instead of that. */
    INGEST_AFTER_ACK("ingest.afterAck", true),
    /** The owner has entries to handle. */
    PART_AFTER_READ("part.afterRead", false),
    /** The rules are about to see an event. */
    RULE_BEFORE_FIRE("rule.beforeFire", false),
    /** What the batch came to is decided and not yet sent. */
    RULE_AFTER_FIRE("rule.afterFireBeforeCommit", false),
    /** Redis has answered a commit; the owner has not looked at the answer. */
    COMMIT_AFTER_SEND("commit.afterSend", true),
    /** The owner knows that its commit is there, and has done nothing of what follows from it. */
    COMMIT_AFTER_OK("commit.afterOk", false),
    /** A row of the outbox is about to be offered to its journal. */
    OUTBOX_BEFORE_OFFER("outbox.beforeOffer", false),
    /** A service is about to be called. */
    OUTBOX_BEFORE_CALL("outbox.beforeCall", false),
    /** A service has answered; nobody has been told. */
    OUTBOX_AFTER_CALL("outbox.afterCallBeforeRecord", true),
    /** The outcome of a call is committed; nothing that follows from it is done. */
    OUTBOX_AFTER_RECORD("outbox.afterRecord", false),
    /** A timer is taken out, its instance not yet moved. */
    TIMER_AFTER_DUE("timer.afterDue", false),
    /** What a timer came to is committed; nothing that follows from it is done. */
    TIMER_AFTER_FIRE("timer.afterFire", false),
    /** Redis has given a partition to this hub; its owner has not begun. */
    HANDOVER_AFTER_CLAIM("handover.afterClaim", true),
    /** A new owner has read the rule window, and its session is not yet in use. */
    HANDOVER_BEFORE_REPLAY_DONE("handover.beforeReplayDone", false),
    /** A new version of the rulebook is ready, and the old one still active. */
    SWAP_AFTER_COMPILE("swap.afterCompile", false),
    /** The new version is active; one partition has been told and the others have not. */
    SWAP_AFTER_FIRST_PARTITION("swap.afterFirstPartition", true),
    /** Old entries are about to be copied into the archive. */
    ARCHIVE_BEFORE_WRITE("archive.beforeWrite", false),
    /** They are on disk, under a name that nobody looks for. */
    ARCHIVE_AFTER_FSYNC("archive.afterFsync", false),
    /** They are in the archive, and still in the segment before, or in Redis. */
    ARCHIVE_AFTER_PUBLISH("archive.afterPublish", false),
    /** Old entries are about to be taken out of a journal. */
    TRIM_BEFORE("trim.before", false),
    /** A dead letter is committed; nobody has been told. */
    DLQ_AFTER_MOVE("dlq.afterMove", false),
    /** The first dead letters of a job are offered to their journals; the job does not say so yet. */
    REDRIVE_AFTER_START("redrive.afterStart", true),
    /** The first of several compensations is done. No place passes it: processes have no compensation. */
    COMPENSATE_AFTER_FIRST("compensate.afterFirst", false);

    private final String word;
    private final boolean reply;

    Failpoint(String word, boolean reply) {
        this.word = word;
        this.reply = reply;
    }

    /** The point of this name; nothing when there is none. */
    public static Optional<Failpoint> named(String word) {
        return Arrays.stream(values()).filter(point -> point.word.equals(word)).findFirst();
    }

    /** All names, for a sentence. */
    static String words() {
        return Arrays.stream(values()).map(point -> point.word).collect(Collectors.joining(", "));
    }

    /** Whether somebody waits for a reply here, so that it can be lost. */
    public boolean hasReply() {
        return reply;
    }

    /** Its name. */
    @Override
    public String toString() {
        return word;
    }
}
