package dev.signalbox.flow.ingest;

/** How much may be under way at once in the whole hub: so many deliveries, so many bytes of bodies. */
final class Room {

    private final int most;
    private final long mostBytes;
    private int deliveries;
    private long bytes;

    Room(int most, long mostBytes) {
        this.most = most;
        this.mostBytes = mostBytes;
    }

    boolean isFull(long more) {
        return deliveries >= most || bytes + more > mostBytes;
    }

    void enter() {
        deliveries++;
    }

    void take(long more) {
        bytes += more;
    }

    void leave(long taken) {
        deliveries--;
        bytes -= taken;
    }
}
