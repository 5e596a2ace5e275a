package dev.signalbox.proof.prove.line;

import java.time.Duration;

/** How a line carries its bytes. A new manner holds at once, for connections that are open too. */
public sealed interface Manner {

    Manner PASS = new Pass();

    /** Each byte at once. */
    record Pass() implements Manner {}

    /** So much later, each piece. */
    record Delay(Duration time) implements Manner {}

    /** Nothing arrives, and nothing is told. What was sent meanwhile arrives afterwards, as TCP would repeat it. */
    record Blackhole(Way way) implements Manner {}

    /** One byte a second. */
    record Trickle(Way way) implements Manner {}

    /** After so many more bytes of a connection that way, both of its ends are reset; the bytes before arrive. */
    record Cut(Way way, long bytes) implements Manner {}

    /** Who connects is reset at once. Connections that are open stay as they are. */
    record Refuse() implements Manner {}
}
