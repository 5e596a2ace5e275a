package dev.signalbox.feed;

/** What came from one source, and how regularly. */
final class SourceMeter {

    private static final int FIVE_MINUTES = 300;

    final Meter accepted = new Meter(Flows.SECONDS);
    final Meter duplicates = new Meter(Flows.SECONDS);
    final Meter unmatched = new Meter(Flows.SECONDS);
    final Meter refused = new Meter(FIVE_MINUTES);

    private volatile long first;
    private volatile long last;

    /** Two threads may race for the first time here; whichever wins is right to the millisecond. */
    void at(long time) {
        if (first == 0) {
            first = time;
        }
        last = time;
    }

    void tick() {
        accepted.tick();
        duplicates.tick();
        unmatched.tick();
        refused.tick();
    }

    FlowMap.Source read(String name) {
        return new FlowMap.Source(
                name,
                accepted.read(),
                duplicates.read(),
                unmatched.read(),
                refused.read().total(),
                refused.recent(),
                first,
                last);
    }
}
