package dev.signalbox.admin;

import dev.signalbox.config.Config;
import dev.signalbox.security.Exposure;
import dev.signalbox.security.LoginLinks;
import dev.signalbox.security.Sessions;
import dev.signalbox.security.Token;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/**
 * By what somebody may come in.
 *
 * @param metrics the token of {@code /metrics}; empty when it needs none
 */
public record Access(Token admin, Optional<Token> metrics, Sessions sessions, LoginLinks links) {

    /** As the configuration has it. */
    public static Access of(Config config, Path sessions, SecureRandom random) {
        return of(Exposure.adminToken(config, random), Exposure.metricsToken(config, random), sessions, random);
    }

    /** @param sessions file in which sessions outlive a restart */
    public static Access of(Token admin, Optional<Token> metrics, Path sessions, SecureRandom random) {
        InstantSource clock = InstantSource.system();
        return new Access(admin, metrics, new Sessions(sessions, clock, random), new LoginLinks(clock, random));
    }
}
