package dev.signalbox.security;

import dev.signalbox.config.Config;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What follows from the address to which the admin port is bound. */
public final class Exposure {

    private Exposure() {}

    /** Why this configuration must not start (exit 78), with the way out; empty when it may. */
    public static Optional<String> fault(Config config) {
        if (loopback(config.admin().host()) || config.access().tokenFile() != null) {
            return Optional.empty();
        }
        return Optional.of("the admin port would be open to other machines at "
                + config.admin().host()
                + ", and nobody chose its token: give --admin-token-file FILE (made when it is missing), or leave"
                + " --admin-host at 127.0.0.1");
    }

    /** The token that {@code /metrics} asks for; empty on a loopback bind, where it needs none. */
    public static Optional<Token> metricsToken(Config config, RandomGenerator random) {
        Path chosen = config.access().metricsTokenFile();
        if (loopback(config.admin().host()) && chosen == null) {
            return Optional.empty();
        }
        return Optional.of(Token.at(chosen != null ? chosen : config.data().resolve("metrics.token"), random));
    }

    /** The admin token: of the given file, else of {@code data/admin.token}. */
    public static Token adminToken(Config config, RandomGenerator random) {
        Path chosen = config.access().tokenFile();
        return Token.at(chosen != null ? chosen : config.data().resolve("admin.token"), random);
    }

    /** Whether only this machine can reach the host. */
    public static boolean loopback(String host) {
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        boolean literal = host.matches("[0-9.]+") || host.contains(":");
        try {
            return literal && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
