package dev.signalbox.backtest;

/** Rules are tried no further; the message tells why, without a value of an event. */
public final class GivenUp extends RuntimeException {

    private static final long serialVersionUID = 1L;

    GivenUp(String why) {
        super(why, null, false, false);
    }
}
