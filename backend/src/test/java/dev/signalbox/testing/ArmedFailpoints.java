package dev.signalbox.testing;

import dev.signalbox.failpoint.Failpoint;
import dev.signalbox.failpoint.Failpoints;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Failpoints that do what a test told them, at the pass that it told; all passes are counted. */
public final class ArmedFailpoints implements Failpoints {

    private record Deed(int pass, Runnable what) {}

    private final Map<Failpoint, Deed> deeds = new ConcurrentHashMap<>();
    private final Set<Failpoint> losing = ConcurrentHashMap.newKeySet();
    private final Map<Failpoint, AtomicInteger> passes = new ConcurrentHashMap<>();

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
        deeds.put(named(point), new Deed(pass, what));
        return this;
    }

    /** The next reply at the point is lost. */
    public ArmedFailpoints loseAt(String point) {
        losing.add(named(point));
        return this;
    }

    @Override
    public boolean losesReply(Failpoint point) {
        return losing.remove(point);
    }

    public int passes(String point) {
        return counter(named(point)).get();
    }

    @Override
    public void pass(Failpoint point) {
        int pass = counter(point).incrementAndGet();
        Deed deed = deeds.get(point);
        if (deed != null && deed.pass() == pass) {
            deed.what().run();
        }
    }

    private static Failpoint named(String point) {
        return Failpoint.named(point).orElseThrow(() -> new IllegalArgumentException("no failpoint " + point));
    }

    private AtomicInteger counter(Failpoint point) {
        return passes.computeIfAbsent(point, key -> new AtomicInteger());
    }
}
