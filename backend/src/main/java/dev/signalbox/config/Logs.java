package dev.signalbox.config;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** The log: java.util.logging on standard error, one line per event, text for people or JSON for machines. */
public final class Logs {

    /*
     * What these tell below a warning is about themselves, not about the hub. java.util.logging forgets the level of a
     * logger that nobody holds, so they are held here.
     */
    private static final List<Logger> QUIET = new ArrayList<>();

    private static final List<String> NOISY = List.of("org.drools", "org.kie", "io.netty", "io.vertx", "com.networknt");

    /** What it thinks of a rule's text, its author is told by the diagnostics. */
    private static final String COMPILER = "org.drools.model.codegen";

    /** Each try to reach a broker that is away; that it is away, the source that is read from it tells once. */
    private static final List<String> BROKERS = List.of("org.apache.kafka", "com.rabbitmq", "software.amazon.awssdk");

    /** A stack for each broken connection; what became of a link is told by whoever uses it. */
    private static final String CONNECTIONS = "io.vertx.redis.client.impl.RedisConnectionManager";

    private Logs() {}

    /** A field of a log line, beside the message: {@code log.log(INFO, "decided", new Field("event", id))}. */
    public record Field(String name, String value) {}

    /** Sends everything that is logged from now on to standard error in this form. */
    public static void start(Config.Log log) {
        Handler handler = new ConsoleHandler();
        handler.setFormatter("json".equals(log.format()) ? new JsonLines() : new TextLines());
        Logger root = Logger.getLogger("");
        for (Handler old : root.getHandlers()) {
            root.removeHandler(old);
        }
        root.addHandler(handler);
        root.setLevel(Level.INFO);
        NOISY.forEach(name -> quiet(name, Level.WARNING));
        quiet(COMPILER, Level.SEVERE);
        quiet(CONNECTIONS, Level.OFF);
        BROKERS.forEach(name -> quiet(name, Level.OFF));
    }

    private static void quiet(String name, Level level) {
        Logger logger = Logger.getLogger(name);
        logger.setLevel(level);
        QUIET.add(logger);
    }

    /**
     * Keeps the log alive while the hub drains: the JDK's own manager closes all handlers as soon as the JVM is asked to
     * end. Must be public, the JDK makes it from the system property {@code java.util.logging.manager}.
     */
    public static final class Lasting extends LogManager {
        @Override
        public void reset() {}
    }
}
