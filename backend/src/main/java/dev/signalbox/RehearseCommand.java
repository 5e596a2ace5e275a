package dev.signalbox;

import dev.signalbox.config.Config;
import dev.signalbox.config.Logs;
import dev.signalbox.config.Setting;
import dev.signalbox.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Does once what every start does, so that the JVM can keep the classes; see the decision "An archive of classes". */
@Command(name = "rehearse", hidden = true, description = "Starts a hub in a folder of its own and ends it.")
final class RehearseCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "FOLDER", description = "where the hub's folder is made for the time being")
    private Path folder = Path.of("");

    @Override
    public Integer call() throws IOException {
        Path data = Files.createTempDirectory(folder, "rehearsal");
        Config config = config(data);
        Logs.start(config.log());
        Signalbox.start(config).stop();
        delete(data);
        return 0;
    }

    private Config config(Path data) {
        Map<Setting, List<String>> chosen = Map.of(
                Setting.DATA, List.of(data.toAbsolutePath().toString()),
                Setting.ADMIN_PORT, List.of("0"),
                Setting.INGEST_PORT, List.of("0"));
        return Settings.read(chosen, Map.of(), null, Path.of("").toAbsolutePath(), false)
                .config();
    }

    private static void delete(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
