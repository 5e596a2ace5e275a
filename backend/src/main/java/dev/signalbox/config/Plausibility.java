package dev.signalbox.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether values that are right by themselves also fit each other and this machine. Changes nothing. */
final class Plausibility {

    private final Config config;

    Plausibility(Config config) {
        this.config = config;
    }

    void check() {
        checkListeners();
        checkAdminIsGuarded();
        config.packs().forEach(Plausibility::checkPack);
    }

    private void checkListeners() {
        Config.Listener admin = config.admin();
        Config.Listener ingest = config.ingest();
        if (admin.port() == ingest.port() && admin.port() != 0 && overlap(admin.host(), ingest.host())) {
            throw StartRefused.configuration("admin.port and ingest.port are both " + admin.port()
                    + ": deliveries have a listener of their own, give one of the two another port");
        }
    }

    private static boolean overlap(String admin, String ingest) {
        InetAddress one = resolve("admin.host", admin);
        InetAddress other = resolve("ingest.host", ingest);
        return one.equals(other) || one.isAnyLocalAddress() || other.isAnyLocalAddress();
    }

    /** Who can reach the admin port can change rules, and rules are code: never open by accident. */
    private void checkAdminIsGuarded() {
        String host = config.admin().host();
        if (config.access().tokenFile() == null && !resolve("admin.host", host).isLoopbackAddress()) {
            throw StartRefused.configuration(
                    "admin.host " + host + " can be reached from other machines, and nobody chose"
                            + " its token: give --admin-token-file FILE (made when it is missing), or keep 127.0.0.1 and come"
                            + " through an SSH tunnel, or keep 127.0.0.1 and put a proxy with its own login before it");
        }
    }

    private static InetAddress resolve(String key, String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw StartRefused.configuration(key + " " + host + " is not known to this machine: give an address of one"
                    + " of its interfaces, such as 127.0.0.1");
        }
    }

    private static void checkPack(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw StartRefused.configuration("packs must name folders, but " + folder + " is "
                    + (Files.exists(folder) ? "a file" : "not there") + ": give the folder that holds rules.drl");
        }
    }
}
