package dev.signalbox.proof.prove.world;

/**
 * How the parts reach each other: straight here. Whoever wants to break a line puts a proxy of its own between the two
 * ports and gives that one's port back; the hubs and the driver use nothing else.
 */
public final class Wiring {

    /** The port at which a hub finds the Redis that listens at the other. */
    public int toStore(int hub, int port) {
        return port;
    }

    /** The port at which the driver finds a hub's ingest; asked after each of its starts. */
    public int toHub(int hub, int port) {
        return port;
    }
}
