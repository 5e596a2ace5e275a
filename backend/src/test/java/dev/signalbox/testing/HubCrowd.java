package dev.signalbox.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Several hubs in processes of their own on one Redis, with the service that their processes call. */
public final class HubCrowd implements AutoCloseable {

    public static final Duration LEASE = Duration.ofSeconds(1);
    private static final int PARTITIONS = 4;
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Pattern COMMIT = Pattern.compile("epoch\\s+(\\d+)\\s+number\\s+(\\d+)\\s+position\\s+(\\d+)");

    private final TestRedis redis = TestRedis.start();
    private final TestTarget service = new TestTarget();
    private final List<HubProcess> hubs = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();

    private HubCrowd() {}

    /** Starts so many hubs at the same time. */
    public static HubCrowd start(Path folder, int count) throws IOException {
        return start(folder, count, List.of());
    }

    /** The same with more options. */
    public static HubCrowd start(Path folder, int count, List<String> more) throws IOException {
        HubCrowd crowd = new HubCrowd();
        for (int n = 0; n < count; n++) {
            Path data =
                    Files.createDirectories(folder.resolve("several-hubs-" + n).resolve("data"));
            List<String> options = new ArrayList<>(List.of(
                    "--redis",
                    crowd.redis.url(),
                    "--lease",
                    LEASE.toSeconds() + "s",
                    "--egress-allow",
                    "127.0.0.1:" + crowd.service.port()));
            options.addAll(more);
            crowd.hubs.add(new HubProcess(data, options, Map.of()));
        }
        CompletableFuture.allOf(crowd.hubs.stream()
                        .map(hub -> CompletableFuture.runAsync(hub::start))
                        .toArray(CompletableFuture[]::new))
                .join();
        for (int n = 0; n < count; n++) {
            crowd.ids.add(Files.readString(folder.resolve("several-hubs-" + n + "/data/hub.id"))
                    .strip());
        }
        return crowd;
    }

    public HubProcess hub(int n) {
        return hubs.get(n);
    }

    public HubClient client(int n) {
        return hubs.get(n).client();
    }

    public String id(int n) {
        return ids.get(n);
    }

    public TestTarget service() {
        return service;
    }

    public CrowdLoad load(String name, int senders) {
        return new CrowdLoad(this, name, senders);
    }

    /** Waits until every hub owns one of these numbers of partitions, and nobody else's. */
    public void settles(Set<Integer> sizes) {
        Until.value(
                "even shares",
                SOON,
                () -> IntStream.range(0, hubs.size())
                        .mapToObj(n -> ownedBy(n).size())
                        .toList(),
                owned -> sizes.containsAll(owned)
                        && owned.stream().mapToInt(Integer::intValue).sum() == PARTITIONS);
    }

    /** The id of the hub that owns a partition by its lease; empty without one. */
    public String owner(int partition) {
        String[] told = redis.ask("HMGET", "sb:{p" + partition + "}:owner", "hub", "until")
                .split("\\R", -1);
        String[] time = redis.ask("TIME").split("\\R", -1);
        long now = Long.parseLong(time[0]) * 1_000 + Long.parseLong(time[1]) / 1_000;
        return told.length < 2 || told[1].isEmpty() || Long.parseLong(told[1]) <= now ? "" : told[0];
    }

    public List<String> owners(List<Integer> partitions) {
        return partitions.stream().map(this::owner).toList();
    }

    /** Waits until other hubs own the partitions; that a lease is over does not make it so. */
    public void taken(List<Integer> partitions, int from) {
        Until.value(
                "new owners",
                SOON,
                () -> owners(partitions),
                owners -> !owners.contains("") && !owners.contains(id(from)));
    }

    public List<Integer> ownedBy(int hub) {
        return IntStream.range(0, PARTITIONS)
                .filter(partition -> owner(partition).equals(id(hub)))
                .boxed()
                .toList();
    }

    public void signal(HubProcess hub, String name) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", name, "" + hub.pid()).start().waitFor())
                .isZero();
    }

    /** The orders of a prefix that the service was told of, once there are so many. */
    public Set<String> toldOf(String prefix, int atLeast) {
        return Until.value(
                atLeast + " orders " + prefix,
                SOON,
                () -> {
                    Set<String> found = new HashSet<>(keysByOrder().keySet());
                    found.removeIf(order -> !order.startsWith(prefix));
                    return found;
                },
                found -> found.size() >= atLeast);
    }

    /** Every order was told under one key, so by one instance. */
    public void startedOnce() {
        assertThat(keysByOrder()).allSatisfy((order, keys) -> assertThat(keys).hasSize(1));
    }

    private Map<String, Set<String>> keysByOrder() {
        Map<String, Set<String>> keys = new HashMap<>();
        service.hits().forEach(hit -> keys.computeIfAbsent(order(hit), order -> new HashSet<>())
                .add(hit.idempotencyKey()));
        return keys;
    }

    private static String order(TestTarget.Hit hit) {
        try {
            JsonNode body = HubClient.JSON.readTree(hit.body());
            return body.path("order").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** No commit of an older epoch after one of a newer, no gap in the numbers, and no step back. */
    public void commitsAreInOrder() {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            long[] last = {0, 0, 0};
            Matcher commits = COMMIT.matcher(redis.ask("XRANGE", "sb:{p" + partition + "}:commits", "-", "+"));
            while (commits.find()) {
                long number = Long.parseLong(commits.group(2));
                assertThat(Long.parseLong(commits.group(1))).as("epoch").isGreaterThanOrEqualTo(last[0]);
                assertThat(number).as("number").isEqualTo(last[1] + 1);
                assertThat(Long.parseLong(commits.group(3))).as("position").isGreaterThanOrEqualTo(last[2]);
                last[0] = Long.parseLong(commits.group(1));
                last[1] = number;
                last[2] = Long.parseLong(commits.group(3));
            }
            assertThat(last[1]).as("commits of partition " + partition).isPositive();
        }
    }

    @Override
    public void close() throws Exception {
        for (HubProcess hub : hubs) {
            hub.close();
        }
        service.close();
        redis.close();
    }

    List<HubProcess> hubs() {
        return hubs;
    }
}
