package dev.signalbox.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;

/** The ports of the hub: the usual ones, or free ones where those are taken; always the same within a run. */
final class Ports {

    private static final int ADMIN = 8080;
    private static final int INGEST = 8081;

    private final Diary diary;
    private int admin;
    private int ingest;

    Ports(Diary diary) {
        this.diary = diary;
        admin = usual("console", ADMIN);
        ingest = usual("ingest", INGEST);
    }

    private int usual(String what, int port) {
        if (isFree(port)) {
            return port;
        }
        diary.note("port " + port + " is taken: the " + what + " gets a free one");
        return 0;
    }

    /** Whether nobody listens on it on loopback. */
    static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** For the world: where it was before, else where its packs expect it, else a free one. */
    static int world(String before, Diary diary) {
        int last = URI.create(before).getPort();
        int standard = URI.create(Addresses.STANDARD).getPort();
        if (isFree(last)) {
            return last;
        }
        if (isFree(standard)) {
            return standard;
        }
        diary.note("port " + standard + " is taken: the world gets a free one, and the packs are told");
        return 0;
    }

    int admin() {
        return admin;
    }

    int ingest() {
        return ingest;
    }

    /** From now on these. */
    void keep(HubChild.Ready ready) {
        admin = URI.create(ready.admin()).getPort();
        ingest = URI.create(ready.ingest()).getPort();
    }
}
