package dev.signalbox.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A hub with the packs orders, fraud and care as they ship, but in a hurry, and a target in the place of all services. */
public final class ShippedPacks implements AutoCloseable {

    private static final String SECRET = "of the shop";
    private static final String TOKEN = "of-the-payments";

    /** What takes minutes in the packs, and how long it takes here. */
    private static final Map<String, String> HURRY = Map.of(
            "after[1ms, 30m]", "after[1ms, 5s]",
            "after: PT10M", "after: PT5S",
            "count: 12", "count: 4",
            "wait: PT40S", "wait: PT0.2S",
            "seconds: 1\n", "milliseconds: 30\n",
            "milliseconds: 250", "milliseconds: 20");

    private final TestRedis redis = TestRedis.start();
    private final TestTarget target = new TestTarget();
    private final HubProcess process;
    private HubClient hub;

    private ShippedPacks(Path folder) throws IOException {
        Path packs = Files.createDirectory(folder.resolve("packs"));
        for (String pack : List.of("orders", "fraud", "care")) {
            Path from = Path.of("..", "rules", pack);
            copy(from, Files.createDirectory(packs.resolve(pack)));
            for (String inside : List.of("tables", "schemas")) {
                if (Files.isDirectory(from.resolve(inside))) {
                    copy(
                            from.resolve(inside),
                            Files.createDirectory(packs.resolve(pack).resolve(inside)));
                }
            }
        }
        process = new HubProcess(
                Files.createDirectory(folder.resolve("data")),
                List.of(
                        "--packs", packs.toString(),
                        "--redis", redis.url(),
                        "--egress-allow", "127.0.0.1:" + target.port()),
                Map.of("SHOP_WEBHOOK_SECRET", SECRET, "PAYMENTS_TOKEN", TOKEN));
        hub = process.start();
    }

    public static ShippedPacks start(Path folder) throws IOException {
        return new ShippedPacks(folder);
    }

    private void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.list(from)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file).replace("http://127.0.0.1:9099", target.url());
                for (Map.Entry<String, String> each : HURRY.entrySet()) {
                    text = text.replace(each.getKey(), each.getValue());
                }
                Files.writeString(to.resolve(file.getFileName()), text);
            }
        }
    }

    public HubClient hub() {
        return hub;
    }

    public TestTarget target() {
        return target;
    }

    public void killAndStart() throws InterruptedException {
        process.kill();
        hub = process.start();
    }

    /** All that the hub has logged. */
    public String log() {
        try {
            return Files.readString(process.log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Delivers an event of the shop, signed.
     *
     * @param fields of the body, as JSON, without the braces
     */
    public void shop(String id, String type, String fields) throws InterruptedException {
        byte[] body =
                "{\"id\":\"%s\",\"type\":\"%s\",%s}".formatted(id, type, fields).getBytes(StandardCharsets.UTF_8);
        Map<String, String> signed = Map.of("X-Signature-256", "sha256=" + HubClient.hmac(SECRET, body));
        taken(hub.deliver("/hooks/shop", body, signed));
    }

    public void payment(String id, String type, String card) throws InterruptedException {
        String event =
                "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/pay\",\"type\":\"%s\",\"data\":{\"card\":\"%s\"}}"
                        .formatted(id, type, card);
        taken(hub.deliver(
                "/events/payments",
                event.getBytes(StandardCharsets.UTF_8),
                Map.of("Content-Type", "application/cloudevents+json", "Authorization", "Bearer " + TOKEN)));
    }

    /**
     * Appends a result of the laboratory to its stream.
     *
     * @param data of the event, as JSON
     */
    public void lab(String id, String type, String data) {
        String entry = redis.ask(
                "XADD",
                "lab:results",
                "*",
                "id",
                id,
                "source",
                "/lab",
                "type",
                type,
                "specversion",
                "1.0",
                "data",
                data);
        assertThat(entry).contains("-");
    }

    private static void taken(HubClient.Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
    }

    /** The calls whose body or path names this, in the order of their arrival. */
    public List<TestTarget.Hit> calls(String named) {
        return target.hits().stream()
                .filter(hit -> (hit.path() + hit.body()).contains(named))
                .collect(Collectors.toList());
    }

    /** The same as {@code POST /path}. */
    public List<String> said(String named) {
        return calls(named).stream().map(hit -> hit.method() + ' ' + hit.path()).collect(Collectors.toList());
    }

    @Override
    public void close() throws Exception {
        process.close();
        target.close();
        redis.close();
    }
}
