package dev.signalbox.proof.bench;

import dev.signalbox.proof.CannotRun;
import dev.signalbox.proof.hub.Api;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Activates one text after the other, broken ones in between, on a thread of its own. */
final class Swapper extends Thread {

    private static final String PACK = "/packs/" + Orders.SOURCE;
    private static final String REFUSED = " was answered 422";

    private final Api api;
    private final String sink;
    private final int swaps;
    private final Histogram times = Quantiles.histogram();
    private final long[] begun;
    private final long[] answered;
    private int activated;
    private int refused;
    private @Nullable CannotRun failed = new CannotRun("it has not ended");

    /** @param swaps how many good texts to activate */
    Swapper(Api api, String sink, int swaps) {
        super("swapper");
        this.api = api;
        this.sink = sink;
        this.swaps = swaps;
        this.begun = new long[swaps + 1];
        this.answered = new long[swaps + 1];
    }

    @Override
    public void run() {
        try {
            for (int number = 1; number <= swaps; number++) {
                refuse(number);
                activate(number);
            }
            failed = null;
        } catch (CannotRun e) {
            failed = e;
        }
    }

    private void refuse(int number) {
        api.put(PACK + "/draft", Texts.broken(number, sink));
        try {
            var unusedVersion = api.post(PACK + "/activate", Map.of("note", "broken " + number));
        } catch (CannotRun e) {
            if (!String.valueOf(e.getMessage()).contains(REFUSED)) {
                throw e;
            }
            refused++;
        }
    }

    private void activate(int number) {
        api.put(PACK + "/draft", Texts.good(number, sink));
        begun[number] = System.nanoTime();
        var unusedVersion = api.post(PACK + "/activate", Map.of("note", "text " + number));
        answered[number] = System.nanoTime();
        times.recordValue(answered[number] - begun[number]);
        activated++;
    }

    /**
     * What came of it.
     *
     * @param refused broken ones that were told to be so
     * @param took each activation of a good one
     */
    record Done(int activated, int refused, Quantiles took) {}

    /** Whether a text may have decided what was due at one time and answered at another; to be asked when it has ended. */
    boolean mayDecide(int text, long due, long answer) {
        boolean replaced = text < swaps && answered[text + 1] < due;
        boolean early = text > 0 && begun[text] > answer;
        return !replaced && !early;
    }

    /** Waits for its end. */
    Done done() throws InterruptedException {
        join();
        if (failed != null) {
            throw failed;
        }
        return new Done(activated, refused, Quantiles.of(times));
    }
}
