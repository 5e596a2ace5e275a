package dev.signalbox.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Everything that can be set. One name makes all of its names: {@code admin.port} in the file is {@code --admin-port} on
 * the command line and {@code SIGNALBOX_ADMIN_PORT} in the environment.
 */
public enum Setting {
    ADMIN_HOST("admin.host", Shape.ONE, "HOST", "127.0.0.1", "address of UI, API, metrics and health"),
    ADMIN_PORT("admin.port", Shape.ONE, "PORT", "8080", "its port; 0 takes a free one"),
    ADMIN_TOKEN_FILE("admin.token-file", Shape.ONE, "FILE", "", "file of the admin token; default data/admin.token"),
    METRICS_TOKEN_FILE("metrics.token-file", Shape.ONE, "FILE", "", "file of the token that /metrics asks for"),
    MASTER_KEY_FILE(
            "master.key-file", Shape.ONE, "FILE", "", "file of the key of kept secrets; default data/master.key"),
    INGEST_HOST("ingest.host", Shape.ONE, "HOST", "127.0.0.1", "address where deliveries come in"),
    INGEST_PORT("ingest.port", Shape.ONE, "PORT", "8081", "its port; 0 takes a free one"),
    DATA("data", Shape.ONE, "FOLDER", "./data", "folder of lock, tokens, keys and the embedded Redis"),
    PACKS("packs", Shape.MANY, "FOLDER", "", "a folder with a pack, or with several; repeatable"),
    PACKS_WIN("packs-win", Shape.SWITCH, "", "false", "the packs of the folders replace what was activated"),
    REDIS("redis", Shape.ONE, "URL", "", "redis://, rediss:// or unix://; without it an embedded Redis is started"),
    DURABILITY("durability", Shape.ONE, "always|relaxed|unverified", "always", "what is on disk before a 2xx"),
    PARTITIONS("partitions", Shape.ONE, "COUNT", "4", "ordered shares of the journal; fixed at the first start"),
    LEASE("lease", Shape.ONE, "DURATION", "5s", "how long a partition belongs to a hub that is silent"),
    DEDUPE_WINDOW("dedupe-window", Shape.ONE, "DURATION", "7d", "how long a duplicate is recognised"),
    RETENTION("retention", Shape.ONE, "DURATION", "7d", "how long the journal keeps events, memory permitting"),
    ARCHIVE_FOLDER("archive.folder", Shape.ONE, "FOLDER", "", "folder of the archive; default data/archive"),
    ARCHIVE_SIZE(
            "archive.size",
            Shape.ONE,
            "SIZE",
            "10g",
            "what the archive may take on disk for events that leave Redis; 0 for no archive"),
    ARCHIVE_AGE("archive.age", Shape.ONE, "DURATION", "90d", "how long the archive keeps them"),
    RULE_TIME("rule-time", Shape.ONE, "DURATION", "10s", "how long rules may take for one event until the hub ends"),
    RULE_STEPS(
            "rule-steps",
            Shape.ONE,
            "N",
            "10000000",
            "steps that rules may take for one event until they are stopped; 0 for no limit"),
    RULE_EVENTS(
            "rule-events",
            Shape.ONE,
            "N",
            "100000",
            "events of one type that the rules of a partition remember; 0 for no limit"),
    RULE_FACTS(
            "rule-facts",
            Shape.ONE,
            "N",
            "10000",
            "facts of one declared type that rules may have inserted in a partition; 0 for no limit"),
    EGRESS_ALLOW(
            "egress.allow",
            Shape.MANY,
            "HOST|CIDR[:PORT]",
            "",
            "a private or loopback target that processes may call; repeatable"),
    DEMO_SCOREBOARD("demo.scoreboard", Shape.ONE, "URL", "", "scoreboard of a demo world, which signalbox demo gives"),
    LOG("log", Shape.ONE, "text|json", "", "form of the log; default text on a terminal, json else");

    /** How often a setting may be given. */
    private enum Shape {
        ONE,
        MANY,
        SWITCH
    }

    private final String key;
    private final Shape shape;
    private final String value;
    private final String standard;
    private final String meaning;

    Setting(String key, Shape shape, String value, String standard, String meaning) {
        this.key = key;
        this.shape = shape;
        this.value = value;
        this.standard = standard;
        this.meaning = meaning;
    }

    /** Name in the file, such as {@code admin.port}. */
    public String key() {
        return key;
    }

    public String flag() {
        return "--" + key.replace('.', '-');
    }

    /** Name in the environment. */
    public String variable() {
        return "SIGNALBOX_" + key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** What the value looks like, for the help. */
    public String value() {
        return value;
    }

    public String meaning() {
        return meaning;
    }

    /** The default as text; empty when there is none. */
    public String standard() {
        return standard;
    }

    public boolean repeatable() {
        return shape == Shape.MANY;
    }

    /** Whether the flag stands alone, without a value. */
    public boolean isSwitch() {
        return shape == Shape.SWITCH;
    }

    static Optional<Setting> ofKey(String key) {
        return Arrays.stream(values()).filter(s -> s.key.equals(key)).findFirst();
    }

    static Optional<Setting> ofVariable(String variable) {
        return Arrays.stream(values())
                .filter(s -> s.variable().equals(variable))
                .findFirst();
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(Setting::key).toList();
    }

    static List<String> variables() {
        return Arrays.stream(values()).map(Setting::variable).toList();
    }
}
