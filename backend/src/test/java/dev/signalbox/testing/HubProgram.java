package dev.signalbox.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The hub as a program: as it was packaged, with its archive of classes, or from class folders where nothing is packaged yet. */
public final class HubProgram {

    private static final String MAIN = "dev.signalbox.Main";

    private HubProgram() {}

    /** What stands between the options of the JVM and the command. */
    public static List<String> words() {
        String jar = System.getProperty("signalbox.jar");
        if (jar == null) {
            return List.of("-cp", System.getProperty("java.class.path"), MAIN);
        }
        Path archive = Path.of(jar).resolveSibling("signalbox.jsa");
        if (!Files.exists(archive)) {
            throw new IllegalStateException(
                    archive + " is missing: the build could not make it; see rehearsal.log beside it");
        }
        return List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off", "-Xlog:cds+dynamic=off", "-cp", jar, MAIN);
    }
}
