package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.config.DataFolder;
import dev.signalbox.config.ExitCode;
import dev.signalbox.testing.HubRun;
import dev.signalbox.testing.TestRedis;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every wrong start of a real hub ends with its code and one sentence that says what to do. */
class StartRefusalsIT {

    private static final int AT_A_TIME = 2;
    private static final String RULES = "package rules.shop\nimport dev.signalbox.event.Event\n";
    private static final String SOURCE = "shop: {kind: webhook, verify: hmac, secrets: ['%s']}\n";

    @TempDir
    private static Path folder;

    private static final ExecutorService POOL = Executors.newFixedThreadPool(AT_A_TIME);
    private static final List<AutoCloseable> OPEN = new ArrayList<>();
    private static final List<Row> ROWS = new ArrayList<>();

    /** A wrong start that is under way. */
    private record Row(String name, ExitCode code, String sentence, CompletableFuture<HubRun> run) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void start_them_all() throws IOException {
        ports();
        redis();
        packs();
        files();
        commandLine();
        demo();
    }

    @AfterAll
    static void close() throws Exception {
        POOL.shutdownNow();
        for (AutoCloseable each : OPEN) {
            each.close();
        }
    }

    static List<Row> rows() {
        return ROWS;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void a_wrong_start_ends_with_its_code_and_one_sentence(Row row) {
        HubRun run = row.run().join();

        assertThat(run.code()).as(run.err()).isEqualTo(row.code().code());
        assertThat(run.sentences()).as(run.err()).singleElement().asString().contains(row.sentence());
        assertThat(run.err()).doesNotContain("\tat ").doesNotContain("Exception:");
        assertThat(run.out()).isEmpty();
    }

    private static void ports() throws IOException {
        ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        OPEN.add(taken);
        String port = "" + taken.getLocalPort();
        row("taken admin port", ExitCode.UNAVAILABLE, "name another with --admin-port", "--admin-port", port);
        row("taken ingest port", ExitCode.UNAVAILABLE, "name another with --ingest-port", "--ingest-port", port);
        row("same ports", ExitCode.CONFIGURATION, "both 8123", "--admin-port", "8123", "--ingest-port", "8123");
        String open = "--admin-token-file FILE";
        row("open admin port without a token", ExitCode.CONFIGURATION, open, "--admin-host", "0.0.0.0");
    }

    private static void redis() throws IOException {
        policy("evicting Redis", "CONFIG SET maxmemory-policy noeviction", "maxmemory-policy", "allkeys-lru");
        policy("Redis without a file", "CONFIG SET appendonly yes", "appendonly", "no");
        policy("lazy Redis", "CONFIG SET appendfsync always", "appendfsync", "everysec");
        policy("Redis lazy on rewrite", "SET no-appendfsync-on-rewrite no", "no-appendfsync-on-rewrite", "yes");
        TestRedis shut = one();
        shut.ask("CONFIG", "SET", "requirepass", "secret");
        row("Redis with a password", ExitCode.CONFIGURATION, "asks for a password", "--redis", shut.url());
        policy("replica", "is a replica", "replicaof", "127.0.0.1 1");
        TestRedis mute = one();
        mute.ask("ACL", "SETUSER", "default", "-config");
        row("Redis that refuses CONFIG", ExitCode.CONFIGURATION, "--durability unverified", "--redis", mute.url());
        row("Redis away", ExitCode.UNAVAILABLE, "start it, check --redis", "--redis", "redis://127.0.0.1:1");
        TestRedis newer = one();
        newer.ask("HSET", "sb:{hub}:layout", "version", "99", "partitions", "4");
        row("newer layout", ExitCode.CONFIGURATION, "written by a newer hub (layout 99)", "--redis", newer.url());
        TestRedis other = one();
        other.ask("HSET", "sb:{hub}:layout", "version", "2", "partitions", "8");
        row("other partition count", ExitCode.CONFIGURATION, "Start with --partitions 8", "--redis", other.url());
        TestRedis sealed = one();
        sealed.ask("HSET", "sb:{hub}:secrets", "key", "0123456789abcdef");
        row("another master key", ExitCode.CONFIGURATION, "name it with --master-key-file", "--redis", sealed.url());
        Map<String, String> foreign = Map.of("PATH", "/nowhere", "JAVA_FLAGS", "-Dos.arch=sparc");
        row("no redis-server", ExitCode.UNAVAILABLE, "no redis-server is carried for linux-sparc", foreign);
    }

    private static void packs() throws IOException {
        TestRedis redis = one();
        String at = redis.url();
        String broken = RULES + "rule \"a\" when\n  Event( type = = \"x\" )\nthen\nend\n";
        pack("broken rules", "rules.drl line 4", at, Map.of("rules.drl", broken));
        pack(
                "unknown type",
                "rules.drl line 4",
                at,
                Map.of("rules.drl", broken.replace("Event( type = =", "Evnt( a ==")));
        pack("broken process", "tell.process.yaml", at, Map.of("rules.drl", RULES, "tell.process.yaml", "do: [1"));
        pack("broken sources", "sources.yaml", at, Map.of("rules.drl", RULES, "sources.yaml", "shop: [\n"));
        pack(
                "unknown kind",
                "sources.yaml line 1: /shop/kind: wanted one of webhook, redis-stream, kafka, rabbitmq, sqs, schedule; got \"fax\"",
                at,
                Map.of("rules.drl", RULES, "sources.yaml", "shop: {kind: fax}\n"));
        pack("pack without rules", "a pack is a folder with a file rules.drl", at, Map.of("README.md", "nothing"));
        pack("missing secret", "SIGNALBOX_NOT_SET", at, sources("env:SIGNALBOX_NOT_SET"));
        pack("literal secret", "write env:NAME or file:/path", at, sources("hunter2hunter2hunter2"));
    }

    private static Map<String, String> sources(String secret) {
        return Map.of("rules.drl", RULES, "sources.yaml", SOURCE.formatted(secret));
    }

    private static void files() throws IOException {
        DataFolder held = DataFolder.open(folder.resolve("held"), new SecureRandom());
        OPEN.add(held);
        String path = held.path().toString();
        row("second hub on the same data", ExitCode.LOCKED, "another hub (pid", "--data", path);
        String file = write("a-file", "").toString();
        row("a file in the place of the data", ExitCode.CANNOT_WRITE, "name another with --data", "--data", file);
        row("read-only data", ExitCode.CANNOT_WRITE, "name another with --data", "--data", "/proc/signalbox");
        Path data = Files.createDirectories(folder.resolve("no-redis-folder"));
        Files.createFile(data.resolve("redis"));
        row("data without room for Redis", ExitCode.CANNOT_WRITE, "the embedded Redis cannot use", "--data", "" + data);
        String archive = "/proc/signalbox";
        row("archive that cannot be made", ExitCode.CANNOT_WRITE, "--archive-size 0", "--archive-folder", archive);
        String tokenFile = "--admin-token-file";
        row("short token", ExitCode.CONFIGURATION, "at least 16", tokenFile, "" + write("short", "abc"));
        row("unreadable token", ExitCode.CONFIGURATION, "cannot be read", tokenFile, folder.toString());
        String nowhere = "/proc/signalbox/token";
        row("token that cannot be made", ExitCode.CANNOT_WRITE, "cannot be made", tokenFile, nowhere);
    }

    private static void commandLine() throws IOException {
        row("unknown option", ExitCode.USAGE, "did you mean --admin-host or --admin-port", "--admin-prot", "1");
        String file = write("signalbox.yaml", "admin: {prot: 1}\n").toString();
        row("unknown key in the file", ExitCode.CONFIGURATION, "did you mean admin.port?", "--config", file);
        row("bad duration", ExitCode.USAGE, "a duration such as 500ms, 5s", "--lease", "soon");
        Map<String, String> armed = Map.of("SIGNALBOX_FAILPOINT", "trim.before:halt:1");
        row("failpoint in a hub that is in use", ExitCode.CONFIGURATION, "fail on purpose", armed);
        row("bad egress entry", ExitCode.USAGE, "HOST:PORT or CIDR[:PORT]", "--egress-allow", "http://a");
    }

    private static void demo() throws IOException {
        demo("demo of too many orders", "--orders takes 1 to ", "--orders", "50001");
        demo("demo that fails too often", "--failures takes 0 to 50 percent", "--failures", "51");
        demo("demo with kills and no end", "--kills takes how often to kill, and needs --orders", "--kills", "1");
    }

    private static void demo(String name, String sentence, String... args) throws IOException {
        List<String> all = new ArrayList<>(List.of("demo"));
        all.addAll(List.of(args));
        begin(name, ExitCode.CONFIGURATION, sentence, Map.of(), all);
    }

    private static void policy(String name, String sentence, String... setting) throws IOException {
        List<String> flags = new ArrayList<>(List.of("--" + setting[0]));
        flags.addAll(List.of(setting[1].split(" ")));
        row(
                name,
                ExitCode.CONFIGURATION,
                sentence,
                "--redis",
                one(flags.toArray(String[]::new)).url());
    }

    private static void pack(String name, String sentence, String redis, Map<String, String> files) throws IOException {
        String id = name.replace(' ', '_');
        Path pack = Files.createDirectories(folder.resolve("packs").resolve(id));
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(pack.resolve(file.getKey()), file.getValue().replace("rules.shop", "rules." + id));
        }
        row(name, ExitCode.CONFIGURATION, sentence, "--redis", redis, "--packs", pack.toString());
    }

    private static void row(String name, ExitCode code, String sentence, String... args) throws IOException {
        row(name, code, sentence, Map.of(), args);
    }

    /** Later options of the row come instead of the ones that every start has. */
    private static void row(
            String name, ExitCode code, String sentence, Map<String, String> environment, String... args)
            throws IOException {
        List<String> all = new ArrayList<>(List.of("run"));
        all.addAll(List.of(args));
        for (String[] standard : new String[][] {{"--data", "data"}, {"--admin-port", "0"}, {"--ingest-port", "0"}}) {
            if (!all.contains(standard[0])) {
                all.addAll(List.of(standard));
            }
        }
        begin(name, code, sentence, environment, all);
    }

    private static void begin(
            String name, ExitCode code, String sentence, Map<String, String> environment, List<String> words)
            throws IOException {
        Path at = Files.createDirectories(folder.resolve("runs").resolve(name.replace(' ', '-')));
        ROWS.add(new Row(name, code, sentence, CompletableFuture.supplyAsync(() -> run(at, words, environment), POOL)));
    }

    private static HubRun run(Path at, List<String> args, Map<String, String> environment) {
        try {
            return HubRun.of(at, args, environment);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TestRedis one(String... flags) {
        TestRedis redis = TestRedis.start(flags);
        OPEN.add(redis);
        return redis;
    }

    private static Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
