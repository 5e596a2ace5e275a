package dev.signalbox.proof.prove.line;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.TimeUnit;

/** Carries the bytes of one connection one way, in the manner of the moment. A thread of its own runs it. */
final class Pump {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** A connection that ends meanwhile is looked for so often. */
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(50);

    private final Way way;
    private final Socket from;
    private final OutputStream to;
    private final Weather weather;
    private long counted = -1;
    private long left;

    /** The connection has come to the byte at which it is to be reset. */
    static final class CutOff extends IOException {
        private static final long serialVersionUID = 1L;
    }

    Pump(Way way, Socket from, Socket to, Weather weather) throws IOException {
        this.way = way;
        this.from = from;
        this.to = to.getOutputStream();
        this.weather = weather;
    }

    /** Returns when the sender has said that it ends; fails when the connection breaks. */
    void run() throws IOException, InterruptedException {
        byte[] bytes = new byte[16_384];
        var in = from.getInputStream();
        for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
            carry(bytes, count);
        }
    }

    private void carry(byte[] bytes, int count) throws IOException, InterruptedException {
        for (int at = 0; at < count; ) {
            Manner now = weather.manner();
            if (now instanceof Manner.Delay delay) {
                boolean over = weather.during(now, delay.time().toNanos());
                at += over ? write(bytes, at, count - at) : 0;
            } else if (now instanceof Manner.Blackhole hole && hole.way() == way) {
                weather.held.increment();
                hold(now);
            } else if (now instanceof Manner.Trickle slow && slow.way() == way) {
                at += weather.during(now, SECOND) ? write(bytes, at, 1) : 0;
            } else if (now instanceof Manner.Cut cut && cut.way() == way) {
                at += write(bytes, at, untilCut(cut, count - at));
            } else {
                at += write(bytes, at, count - at);
            }
        }
    }

    private void hold(Manner hole) throws IOException, InterruptedException {
        while (weather.manner().equals(hole)) {
            boolean over = weather.during(hole, LOOK);
            if (over && from.isClosed()) {
                throw new IOException("closed within the black hole");
            }
        }
    }

    /** How many of the bytes may go; with none left the connection ends. */
    private int untilCut(Manner.Cut cut, int count) throws CutOff {
        long turn = weather.turn();
        if (counted != turn) {
            counted = turn;
            left = cut.bytes();
        }
        if (left == 0) {
            throw new CutOff();
        }
        int some = (int) Math.min(left, count);
        left -= some;
        return some;
    }

    private int write(byte[] bytes, int at, int count) throws IOException {
        weather.arrived(way, count);
        to.write(bytes, at, count);
        return count;
    }
}
