package dev.signalbox.config;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Texts become values. A text that is none is refused with what was wanted. */
final class Reading {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,6})([kmgt]?)");
    private static final Pattern ALLOWED = Pattern.compile(
            "(\\[[0-9a-fA-F:.]+]|[0-9a-fA-F]*:[0-9a-fA-F:]*(?=/)|[A-Za-z0-9._-]+)(/\\d{1,3})?(:\\d{1,5})?");

    private final Map<Setting, Given> given;
    private final boolean terminal;

    Reading(Map<Setting, Given> given, boolean terminal) {
        this.given = given;
        this.terminal = terminal;
    }

    Config config() {
        return new Config(
                path(of(Setting.DATA), of(Setting.DATA).text()),
                of(Setting.PACKS).texts().stream()
                        .map(text -> path(of(Setting.PACKS), text))
                        .toList(),
                truth(of(Setting.PACKS_WIN)),
                new Config.Listener(host(of(Setting.ADMIN_HOST)), count(of(Setting.ADMIN_PORT), 0, 65_535)),
                new Config.Listener(host(of(Setting.INGEST_HOST)), count(of(Setting.INGEST_PORT), 0, 65_535)),
                new Config.Redis(redis(of(Setting.REDIS)), durability(of(Setting.DURABILITY))),
                journal(),
                archive(),
                rules(),
                egress(of(Setting.EGRESS_ALLOW)),
                new Config.Access(
                        file(of(Setting.ADMIN_TOKEN_FILE)),
                        file(of(Setting.METRICS_TOKEN_FILE)),
                        file(of(Setting.MASTER_KEY_FILE))),
                log(of(Setting.LOG)),
                scoreboard(of(Setting.DEMO_SCOREBOARD)));
    }

    private Config.Journal journal() {
        return new Config.Journal(
                count(of(Setting.PARTITIONS), 1, 256),
                duration(of(Setting.LEASE), Duration.ofMillis(200), Duration.ofMinutes(5)),
                duration(of(Setting.DEDUPE_WINDOW), Duration.ofSeconds(1), Duration.ofDays(365)),
                duration(of(Setting.RETENTION), Duration.ofSeconds(1), Duration.ofDays(3650)));
    }

    private Config.Archive archive() {
        return new Config.Archive(
                file(of(Setting.ARCHIVE_FOLDER)),
                bytes(of(Setting.ARCHIVE_SIZE)),
                duration(of(Setting.ARCHIVE_AGE), Duration.ofSeconds(1), Duration.ofDays(3650)));
    }

    private Config.Rules rules() {
        return new Config.Rules(
                duration(of(Setting.RULE_TIME), Duration.ofMillis(500), Duration.ofHours(1)),
                count(of(Setting.RULE_STEPS), 0, 1_000_000_000),
                count(of(Setting.RULE_EVENTS), 0, 100_000_000),
                count(of(Setting.RULE_FACTS), 0, 100_000_000));
    }

    private Given of(Setting setting) {
        Given found = given.get(setting);
        if (found == null) {
            throw new IllegalStateException("no value and no default for " + setting.key());
        }
        return found;
    }

    private static Path path(Given given, String text) {
        if (text.isBlank() || text.indexOf('\0') >= 0) {
            throw given.refuse("a path");
        }
        return given.base().resolve(text).toAbsolutePath().normalize();
    }

    private static @Nullable Path file(Given given) {
        return given.texts().isEmpty() ? null : path(given, given.text());
    }

    private static String host(Given given) {
        String text = given.text();
        if (!text.matches("[A-Za-z0-9._:-]+")) {
            throw given.refuse("a host name or an address without a scheme and a port, such as 127.0.0.1");
        }
        return text;
    }

    private static int count(Given given, int least, int most) {
        String text = given.text();
        if (text.matches("\\d{1,9}")) {
            int count = Integer.parseInt(text);
            if (count >= least && count <= most) {
                return count;
            }
        }
        throw given.refuse("a whole number from " + least + " to " + most);
    }

    private static boolean truth(Given given) {
        return switch (given.text().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw given.refuse("true or false");
        };
    }

    private static Duration duration(Given given, Duration least, Duration most) {
        Matcher matcher = DURATION.matcher(given.text());
        if (!matcher.matches()) {
            throw given.refuse("a duration such as 500ms, 5s, 30m, 12h or 7d");
        }
        Duration told = Duration.ofMillis(Long.parseLong(matcher.group(1)) * millis(matcher.group(2)));
        if (told.compareTo(least) < 0 || told.compareTo(most) > 0) {
            throw given.refuse("from " + words(least) + " to " + words(most));
        }
        return told;
    }

    private static long bytes(Given given) {
        Matcher matcher = SIZE.matcher(given.text());
        if (!matcher.matches()) {
            throw given.refuse("a size such as 0, 512m, 10g or 1t");
        }
        return Long.parseLong(matcher.group(1))
                << switch (matcher.group(2)) {
                    case "k" -> 10;
                    case "m" -> 20;
                    case "g" -> 30;
                    case "t" -> 40;
                    default -> 0;
                };
    }

    private static long millis(String unit) {
        return switch (unit) {
            case "ms" -> 1;
            case "s" -> 1_000;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            default -> 86_400_000;
        };
    }

    private static String words(Duration duration) {
        if (duration.toDays() > 0) {
            return duration.toDays() + "d";
        }
        return duration.toMinutes() > 0
                ? duration.toMinutes() + "m"
                : duration.toSeconds() > 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }

    private static Config.Durability durability(Given given) {
        return switch (given.text()) {
            case "always" -> Config.Durability.ALWAYS;
            case "relaxed" -> Config.Durability.RELAXED;
            case "unverified" -> Config.Durability.UNVERIFIED;
            default -> throw given.refuse("always, relaxed or unverified");
        };
    }

    private static @Nullable String redis(Given given) {
        String text = given.text();
        if (text.isEmpty()) {
            return null;
        }
        String url = secret(given, text);
        if (!url.matches("(rediss?://[^\\s/].*|unix:///.+)")) {
            throw new StartRefused(
                    given.exitCode(),
                    "redis must be a URL such as redis://127.0.0.1:6379, rediss://host:6380 or unix:///run/redis.sock ("
                            + given.origin() + ')');
        }
        return url;
    }

    /** A value that may be a reference to a secret. */
    private static String secret(Given given, String text) {
        if (text.startsWith("env:")) {
            String value = System.getenv(text.substring(4));
            if (value == null || value.isBlank()) {
                throw StartRefused.configuration(given.setting().key() + " refers to " + text + " (" + given.origin()
                        + "), but that variable is not set");
            }
            return value;
        }
        return text.startsWith("file:") ? content(given, text) : text;
    }

    private static String content(Given given, String reference) {
        try {
            return Files.readString(path(given, reference.substring(5))).strip();
        } catch (IOException e) {
            throw StartRefused.configuration(given.setting().key() + " refers to " + reference + " (" + given.origin()
                    + "), but that file cannot be read");
        }
    }

    private static Config.Egress egress(Given given) {
        for (String text : given.texts()) {
            if (!ALLOWED.matcher(text).matches()) {
                throw new StartRefused(
                        given.exitCode(),
                        "egress.allow takes HOST, HOST:PORT or CIDR[:PORT], such as 127.0.0.1:9099 or 10.0.0.0/8, but it is \""
                                + text + "\" (" + given.origin() + ')');
            }
        }
        return new Config.Egress(given.texts());
    }

    private static @Nullable URI scoreboard(Given given) {
        if (given.texts().isEmpty()) {
            return null;
        }
        if (!given.text().matches("http://127\\.0\\.0\\.1:\\d{1,5}/[a-z]*")) {
            throw given.refuse("a URL on this machine such as http://127.0.0.1:9099/scoreboard");
        }
        return URI.create(given.text());
    }

    private Config.Log log(Given given) {
        return switch (given.text()) {
            case "" -> new Config.Log(terminal ? "text" : "json");
            case "text", "json" -> new Config.Log(given.text());
            default -> throw given.refuse("text or json");
        };
    }
}
