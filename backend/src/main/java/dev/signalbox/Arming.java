package dev.signalbox;

import dev.signalbox.config.Config;
import dev.signalbox.config.StartRefused;
import dev.signalbox.failpoint.Armed;
import dev.signalbox.failpoint.Failpoints;
import dev.signalbox.security.Exposure;
import java.util.Map;

/** Arms the failpoint that the environment names: only in a hub that is under test, and that no other machine can reach. */
final class Arming {

    private static final String WISH = "SIGNALBOX_FAILPOINT";
    private static final String TEST = "SIGNALBOX_TEST";

    private Arming() {}

    /** @throws StartRefused when a failpoint is named that this hub must not have */
    static Failpoints of(Config config, Map<String, String> environment) {
        String wish = environment.getOrDefault(WISH, "");
        if (wish.isEmpty()) {
            return Failpoints.NONE;
        }
        if (!"1".equals(environment.get(TEST))) {
            throw refused(wish, TEST + "=1 does not say that this is a test");
        }
        for (Config.Listener listener : new Config.Listener[] {config.admin(), config.ingest()}) {
            if (!Exposure.loopback(listener.host())) {
                throw refused(wish, "other machines can reach it at " + listener.host());
            }
        }
        try {
            return Armed.read(wish);
        } catch (IllegalArgumentException e) {
            throw StartRefused.configuration(WISH + " cannot be armed: " + e.getMessage());
        }
    }

    private static StartRefused refused(String wish, String why) {
        return StartRefused.configuration(WISH + "=" + wish + " would make this hub fail on purpose, and " + why
                + ": unset " + WISH + ", or run a hub for a test on 127.0.0.1 with " + TEST + "=1");
    }
}
