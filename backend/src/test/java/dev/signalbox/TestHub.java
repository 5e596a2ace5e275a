package dev.signalbox;

import dev.signalbox.config.Setting;
import dev.signalbox.config.Settings;
import dev.signalbox.testing.HubClient;
import dev.signalbox.testing.TestRedis;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A hub inside the process of the test, for what only a neighbour of the same Vert.x can do. */
public final class TestHub implements AutoCloseable {

    private final Signalbox hub;
    private final HubClient client;
    private final Optional<TestRedis> given;

    private TestHub(Signalbox hub, HubClient client, Optional<TestRedis> given) {
        this.hub = hub;
        this.client = client;
        this.given = given;
    }

    /**
     * Starts a hub on free ports that may call one port of this machine; with an embedded Redis, or with a given one when
     * that is to be a Cluster.
     */
    public static TestHub start(Path data, int mayCall) {
        Map<Setting, List<String>> flags = new EnumMap<>(Setting.class);
        flags.put(Setting.DATA, List.of(data.toString()));
        flags.put(Setting.ADMIN_PORT, List.of("0"));
        flags.put(Setting.INGEST_PORT, List.of("0"));
        flags.put(Setting.EGRESS_ALLOW, List.of("127.0.0.1:" + mayCall));
        Optional<TestRedis> given = TestRedis.isCluster() ? Optional.of(TestRedis.start()) : Optional.empty();
        given.ifPresent(redis -> flags.put(Setting.REDIS, List.of(redis.url())));
        Signalbox hub = Signalbox.start(
                Settings.read(flags, Map.of(), null, Path.of(""), false).config());
        return new TestHub(hub, new HubClient(hub.adminUrl(), hub.ingestUrl(), token(data)), given);
    }

    private static String token(Path data) {
        try {
            return Files.readString(data.resolve("admin.token")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public HubClient client() {
        return client;
    }

    public Vertx vertx() {
        return hub.vertx();
    }

    @Override
    public void close() throws IOException {
        hub.stop();
        given.ifPresent(TestRedis::close);
    }
}
