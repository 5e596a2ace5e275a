package dev.signalbox.proof.prove.sink;

import dev.signalbox.proof.prove.load.Trip;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;

/** What each call is answered, by seed and mood alone: the same call of the same run gets the same answer. */
final class Temper {

    /** Steps that fail for good, unless their process is healed. */
    private static final String DOOMED = "doomed/";

    /** Steps that fail at first, always. */
    private static final String FLAKY = "flaky/";

    /** From this attempt on the seed answers well. */
    private static final int PATIENT = 4;

    private static final Reply[] TROUBLES = {Reply.ERROR, Reply.BUSY, Reply.SLOW, Reply.LOST, Reply.CUT, Reply.ERROR};
    private static final double TROUBLE = 0.12;
    private static final double TROUBLE_AGAIN = 0.4;

    private final long seed;
    private Mood mood = Mood.SEEDED;
    private final Set<String> healed = new HashSet<>();

    Temper(long seed) {
        this.seed = seed;
    }

    void become(Mood next) {
        mood = next;
    }

    /** From now on the doomed steps of this process are taken. */
    void heal(String process) {
        healed.add(process);
    }

    Reply to(String step, String idempotencyKey, int attempt) {
        Reply reply = moody(step, idempotencyKey, attempt);
        return reply.good() && step.equals(Trip.SEAL) && refuses(Hit.process(idempotencyKey)) ? Reply.REFUSED : reply;
    }

    /** Every other process, whenever it asks. */
    private boolean refuses(String process) {
        return new SplittableRandom(seed ^ process.hashCode() * 31L).nextBoolean();
    }

    private Reply moody(String step, String idempotencyKey, int attempt) {
        return switch (mood) {
            case SEEDED -> seeded(step, idempotencyKey, attempt);
            case KIND -> Reply.OK;
            case BROKEN -> Reply.ERROR;
            case BUSY -> Reply.BUSY;
            case SLOW -> Reply.SLOW;
            case LOST -> Reply.LOST;
            case CUT -> Reply.CUT;
        };
    }

    private Reply seeded(String step, String idempotencyKey, int attempt) {
        if (step.startsWith(DOOMED)) {
            return healed.contains(Hit.process(idempotencyKey)) ? Reply.OK : Reply.ERROR;
        }
        SplittableRandom chance = new SplittableRandom(seed ^ idempotencyKey.hashCode() * 31L + attempt);
        double risk = attempt >= PATIENT ? 0 : attempt > 1 ? TROUBLE_AGAIN : step.startsWith(FLAKY) ? 1 : TROUBLE;
        return chance.nextDouble() < risk ? TROUBLES[chance.nextInt(TROUBLES.length)] : Reply.OK;
    }
}
