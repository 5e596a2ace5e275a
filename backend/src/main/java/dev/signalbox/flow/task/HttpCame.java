package dev.signalbox.flow.task;

import dev.signalbox.egress.Answer;
import dev.signalbox.egress.Answer.Answered;
import dev.signalbox.egress.Answer.Failed;
import dev.signalbox.egress.Answer.Kind;
import dev.signalbox.flow.breaker.Verdict;
import dev.signalbox.flow.process.Command;
import dev.signalbox.flow.process.Effect;
import java.util.Map;

/**
 * What came back of an HTTP call.
 *
 * @param sent headers
 * @param at when it came, milliseconds since the epoch
 */
record HttpCame(Effect.Call call, Map<String, String> sent, Answer answer, long at) implements Calls.Came {

    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

    @Override
    public Command command(long tookNanos) {
        return Reading.command(this, tookNanos);
    }

    /** No connection, no answer in time, 5xx and 429 speak against the target; any other answer for it. */
    @Override
    public Verdict verdict() {
        if (answer instanceof Answered answered) {
            boolean bad = answered.status() >= SERVER_ERROR || answered.status() == TOO_MANY;
            return bad ? Verdict.failed("It answered " + answered.status()) : Verdict.GOOD;
        }
        if (answer instanceof Failed failed) {
            return failed.kind() == Kind.TOO_LARGE
                    ? Verdict.GOOD
                    : Verdict.failed(failed.kind().title() + ": " + failed.detail());
        }
        return Verdict.UNKNOWN;
    }
}
