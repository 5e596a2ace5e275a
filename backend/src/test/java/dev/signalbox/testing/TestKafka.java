package dev.signalbox.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.security.plain.PlainLoginModule;
import org.apache.kafka.common.security.scram.ScramLoginModule;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A real Kafka of one node in a process of its own, on free ports of this machine. It can be killed and started again. */
public final class TestKafka implements AutoCloseable {

    /** Who may come to the {@link #guarded} door. */
    public static final String USER = "hub";

    public static final String PASSWORD = "kafka-s3cret";

    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final Path folder;
    private final int port = Programs.freePort();
    private final int guarded = Programs.freePort();
    private Process process;

    private TestKafka() throws IOException {
        this.folder = Files.createTempDirectory("signalbox-kafka");
        int controller = Programs.freePort();
        Files.writeString(
                folder.resolve("server.properties"),
                String.join(
                        "\n",
                        "process.roles=broker,controller",
                        "node.id=1",
                        "controller.quorum.voters=1@127.0.0.1:" + controller,
                        "controller.listener.names=CONTROLLER",
                        "listeners=PLAINTEXT://127.0.0.1:" + port + ",SASL_SSL://127.0.0.1:" + guarded
                                + ",CONTROLLER://127.0.0.1:" + controller,
                        "advertised.listeners=PLAINTEXT://127.0.0.1:" + port + ",SASL_SSL://127.0.0.1:" + guarded,
                        "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,SASL_SSL:SASL_SSL,CONTROLLER:PLAINTEXT",
                        "sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-512",
                        "listener.name.sasl_ssl.plain.sasl.jaas.config=" + PlainLoginModule.class.getName()
                                + " required user_" + USER + "=\"" + PASSWORD + "\";",
                        "listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config=" + ScramLoginModule.class.getName()
                                + " required;",
                        "ssl.keystore.type=PKCS12",
                        "ssl.keystore.location=" + TestCertificate.shared().keyStore(),
                        "ssl.keystore.password=" + TestCertificate.PASSWORD,
                        "inter.broker.listener.name=PLAINTEXT",
                        "log.dirs=" + folder.resolve("log"),
                        "auto.create.topics.enable=false",
                        "offsets.topic.replication.factor=1",
                        "offsets.topic.num.partitions=4",
                        "transaction.state.log.replication.factor=1",
                        "transaction.state.log.min.isr=1",
                        "group.initial.rebalance.delay.ms=0",
                        "log.cleaner.enable=false"));
    }

    public static TestKafka start() {
        try {
            TestKafka kafka = new TestKafka();
            Runtime.getRuntime().addShutdownHook(new Thread(kafka::kill));
            kafka.launch();
            return kafka;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One for all tests of this process, which take topics of their own; it ends with the process. */
    public static TestKafka shared() {
        return Shared.KAFKA;
    }

    private static final class Shared {
        private static final TestKafka KAFKA = start();

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(KAFKA::close));
        }
    }

    /** {@code host:port} */
    public String server() {
        return "127.0.0.1:" + port;
    }

    /** {@code host:port} where TLS is spoken, with a {@link TestCertificate}, and a password is asked for. */
    public String guarded() {
        return "127.0.0.1:" + guarded;
    }

    /** Lets {@link #USER} in by SCRAM-SHA-512 as well. */
    public void knowScram() {
        ScramCredentialInfo info = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);
        ask(admin -> admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(USER, info, PASSWORD)))
                .all()
                .get());
    }

    public void restart() {
        try {
            launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    public void topic(String name, int partitions) {
        ask(admin -> admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
                .all()
                .get());
    }

    /** So many records of a topic, or more, from its beginning. */
    public List<ConsumerRecord<byte[], byte[]>> records(String topic, int atLeast) {
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
        read(topic, all::add, () -> all.size() >= atLeast);
        return all;
    }

    /** Reads a topic from its beginning until it is enough. */
    public void read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> each, BooleanSupplier enough) {
        Map<String, Object> settings = Map.of("bootstrap.servers", server(), "auto.offset.reset", "earliest");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(one -> new TopicPartition(topic, one.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Until.holds("enough records of " + topic, DEADLINE, () -> {
                consumer.poll(Duration.ofMillis(200)).forEach(each);
                return enough.getAsBoolean();
            });
        }
    }

    /** Where a group is, by {@code topic-partition}. */
    public Map<String, Long> committed(String group) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        ask(admin -> {
            offsets.putAll(admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get());
            return offsets;
        });
        Map<String, Long> all = new HashMap<>();
        offsets.forEach((partition, offset) -> all.put(partition.toString(), offset.offset()));
        return all;
    }

    /** How many read for a group. */
    public int members(String group) {
        int[] found = new int[1];
        ask(admin -> found[0] = admin.describeConsumerGroups(List.of(group))
                .describedGroups()
                .get(group)
                .get()
                .members()
                .size());
        return found[0];
    }

    public KafkaProducer<String, byte[]> producer() {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", server(), "acks", "all", "linger.ms", 2, "enable.idempotence", true);
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    private interface Asking {
        Object of(Admin admin) throws InterruptedException, ExecutionException;
    }

    private void ask(Asking asking) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", server()))) {
            asking.of(admin);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void launch() throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KafkaNode.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("node.log").toFile()))
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        Until.value("Kafka, see " + folder, DEADLINE, out::readLine, line -> line == null || line.equals("ready"));
        if (!process.isAlive()) {
            throw new IllegalStateException("Kafka ended; see " + folder.resolve("node.log"));
        }
    }

    @Override
    public void close() {
        kill();
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
