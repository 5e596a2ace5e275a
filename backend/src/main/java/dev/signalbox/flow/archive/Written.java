package dev.signalbox.flow.archive;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Counts what was written. For any thread. */
final class Written {

    private final AtomicLong entries = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private volatile @Nullable String trouble;

    void kept(long more) {
        entries.addAndGet(more);
    }

    void well() {
        trouble = null;
    }

    void failed(Throwable why) {
        failures.incrementAndGet();
        trouble = String.valueOf(why.getMessage());
    }

    Holding holding(List<Segment> segments) {
        return new Holding(
                segments.size(),
                segments.stream().mapToLong(Segment::entries).sum(),
                segments.stream().mapToLong(Segment::bytes).sum(),
                segments.stream().mapToLong(Segment::from).min().orElse(0),
                segments.stream().mapToLong(Segment::to).max().orElse(0),
                entries.get(),
                failures.get(),
                trouble);
    }
}
