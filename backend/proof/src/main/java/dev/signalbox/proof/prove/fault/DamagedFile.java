package dev.signalbox.proof.prove.fault;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.proof.CannotRun;
import dev.signalbox.proof.prove.world.HubNode;
import dev.signalbox.proof.prove.world.OwnStore;
import dev.signalbox.proof.prove.world.World;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The append-only file ends within a command, which is mended; then it is damaged in its middle, which is refused. */
final class DamagedFile implements Fault {

    private static final byte[] TORN =
            "*3\r\n$3\r\nSET\r\n$4\r\ntorn\r\n$100\r\nabc".getBytes(StandardCharsets.US_ASCII);
    private static final int DAMAGE = 8;
    private static final Pattern COMMAND = Pattern.compile("\\*\\d+\r\n\\$\\d+\r\n[A-Za-z]");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public String kind() {
        return "FLT-22";
    }

    @Override
    public String title() {
        return "a torn and a damaged append-only file";
    }

    @Override
    public Optional<String> impossible(World world) {
        return Reasons.notOwn(world);
    }

    @Override
    public Trace strike(World world) throws Exception {
        OwnStore store = (OwnStore) world.store();
        HubNode hub = world.anyHub();
        Probe probe = new Probe(world);
        store.kill();
        Files.write(file(store), TORN, StandardOpenOption.APPEND);
        store.start();
        long mended = probe.untilTaken(hub, PATIENCE);
        store.kill();
        Path file = file(store);
        Path whole = Files.copy(file, world.folder().resolve("whole.aof"), StandardCopyOption.REPLACE_EXISTING);
        damage(file);
        store.launchOnly();
        world.until("Redis to refuse the damaged file", PATIENCE, () -> !store.isAlive());
        Probe.Told refused = probe.untilRefused(hub, PATIENCE);
        String words = ready(world, hub);
        Path unusedFile = Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
        store.start();
        long back = probe.untilTaken(hub, PATIENCE);
        return Trace.of("torn at its end: mended, taken after " + mended + " ms; damaged in its middle: Redis says \""
                + last(store) + "\", the hub " + refused.status() + ' ' + refused.code() + " and \"" + words
                + "\"; whole again: taken after " + back + " ms");
    }

    private static Path file(OwnStore store) throws IOException {
        try (Stream<Path> files = Files.walk(store.folder())) {
            return files.filter(one -> one.toString().endsWith(".incr.aof"))
                    .max(Comparator.comparing(one -> one.toFile().lastModified()))
                    .orElseThrow();
        }
    }

    /**
     * Overwrites the beginning of the first command after the middle. Redis keeps no sum of the file, so what is
     * overwritten within a value it does not notice.
     */
    private static void damage(Path file) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            byte[] half = new byte[(int) (open.length() - open.length() / 2)];
            open.seek(open.length() / 2);
            open.readFully(half);
            Matcher command = COMMAND.matcher(new String(half, StandardCharsets.ISO_8859_1));
            if (!command.find()) {
                throw new CannotRun("there is no command in the second half of " + file);
            }
            open.seek(open.length() / 2 + command.start());
            open.write(new byte[DAMAGE]);
        }
    }

    private static String last(OwnStore store) throws IOException {
        return Files.readAllLines(store.log()).stream()
                .filter(line -> line.contains("Bad file format"))
                .reduce((first, second) -> second)
                .map(line -> line.substring(line.indexOf("Bad")))
                .orElseThrow(() -> new CannotRun("Redis has ended for another reason; see " + store.log()));
    }

    /** Why the hub says that it is not ready. */
    private static String ready(World world, HubNode hub) {
        JsonNode[] told = new JsonNode[1];
        world.until("a hub that says it is not ready", PATIENCE, () -> {
            told[0] = Health.of(hub);
            return told[0].path("state").asText().equals("not ready");
        });
        return told[0].path("reasons").path(0).asText();
    }
}
