package dev.signalbox.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** The program of a {@link TestKafka}: broker and controller in one, with all it has in one folder. */
final class KafkaNode {

    private KafkaNode() {}

    public static void main(String[] words) throws Exception {
        Path folder = Path.of(words[0]);
        Properties settings = new Properties();
        try (InputStream in = Files.newInputStream(folder.resolve("server.properties"))) {
            settings.load(in);
        }
        if (!Files.exists(folder.resolve("log/meta.properties"))) {
            format(folder);
        }
        endWith(System.in);
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
        server.startup();
        System.out.println("ready");
        server.awaitShutdown();
    }

    private static void format(Path folder) throws Exception {
        new Formatter()
                .setPrintStream(new java.io.PrintStream(OutputStream.nullOutputStream()))
                .setNodeId(1)
                .setClusterId(Uuid.randomUuid().toString())
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(folder.resolve("log").toString())
                .setDirectories(List.of(folder.resolve("log").toString()))
                .run();
    }

    /** Whoever started it holds the other end: it must not outlive a test that was killed. */
    private static void endWith(InputStream parent) {
        AtomicBoolean open = new AtomicBoolean(true);
        Thread watch = new Thread(
                () -> {
                    while (open.get()) {
                        try {
                            open.set(parent.read() >= 0);
                        } catch (IOException e) {
                            open.set(false);
                        }
                    }
                    Runtime.getRuntime().halt(0);
                },
                "parent");
        watch.setDaemon(true);
        watch.start();
    }
}
