package dev.signalbox.testing;

import dev.signalbox.failpoint.Failpoints;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Failpoints that do what a test told them, at the pass that it told; all passes are counted. */
public final class ArmedFailpoints implements Failpoints {

    private record Deed(int pass, Runnable what) {}

    private final Map<String, Deed> deeds = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> passes = new ConcurrentHashMap<>();

    /** Halts the process like a {@code kill -9}. */
    public ArmedFailpoints haltAt(String point, int pass) {
        return doAt(point, pass, () -> Runtime.getRuntime().halt(137));
    }

    public ArmedFailpoints throwAt(String point, int pass) {
        return doAt(point, pass, () -> {
            throw new IllegalStateException("failpoint " + point);
        });
    }

    /** Whatever the test wants, such as waiting for a latch: the way to delay without a sleep. */
    public ArmedFailpoints doAt(String point, int pass, Runnable what) {
        deeds.put(point, new Deed(pass, what));
        return this;
    }

    public int passes(String point) {
        return counter(point).get();
    }

    @Override
    public void pass(String point) {
        int pass = counter(point).incrementAndGet();
        Deed deed = deeds.get(point);
        if (deed != null && deed.pass() == pass) {
            deed.what().run();
        }
    }

    private AtomicInteger counter(String point) {
        return passes.computeIfAbsent(point, key -> new AtomicInteger());
    }
}
