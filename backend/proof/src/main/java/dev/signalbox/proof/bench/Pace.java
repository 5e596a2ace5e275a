package dev.signalbox.proof.bench;

/** When deliveries are to be sent. Times are nanoseconds of one clock. */
sealed interface Pace {

    /** How long an answer is waited for that comes late, after the last delivery was to be sent. */
    long LATEST = 10_000_000_000L;

    /** When the next delivery is to be sent, at the earliest now; {@link Long#MAX_VALUE} when there is none left. */
    long next(long now);

    /** Counts the one that {@link #next} told as sent. */
    void sent();

    /** When nothing more is waited for. */
    long end();

    /** Closed loop: each connection sends when it has its answer. */
    record Closed(long until) implements Pace {

        @Override
        public long next(long now) {
            return now < until ? now : Long.MAX_VALUE;
        }

        @Override
        public void sent() {}

        @Override
        public long end() {
            return until + LATEST;
        }
    }

    /** As closed, but so many and no more. */
    final class Counted implements Pace {
        private final long until;
        private long left;

        /** @param until when nothing more is sent, be there some left */
        Counted(long count, long until) {
            this.left = count;
            this.until = until;
        }

        @Override
        public long next(long now) {
            return left > 0 && now < until ? now : Long.MAX_VALUE;
        }

        @Override
        public void sent() {
            left--;
        }

        @Override
        public long end() {
            return until + LATEST;
        }
    }

    /** Open loop that ends on time: what was due before and found no connection is left out. */
    record Press(Open wanted, long until) implements Pace {

        @Override
        public long next(long now) {
            return now < until ? wanted.next(now) : Long.MAX_VALUE;
        }

        @Override
        public void sent() {
            wanted.sent();
        }

        @Override
        public long end() {
            return until + LATEST;
        }
    }

    /** Open loop: constant rate, whatever the server does. What is sent late is measured from when it was due. */
    final class Open implements Pace {
        private final long start;
        private final double gap;
        private final long count;
        private long sent;

        Open(long start, double perSecond, double seconds) {
            this.start = start;
            this.gap = 1e9 / perSecond;
            this.count = Math.round(perSecond * seconds);
        }

        @Override
        public long next(long now) {
            return sent < count ? due(sent) : Long.MAX_VALUE;
        }

        @Override
        public void sent() {
            sent++;
        }

        @Override
        public long end() {
            return due(count) + LATEST;
        }

        private long due(long number) {
            return start + Math.round(number * gap);
        }
    }
}
