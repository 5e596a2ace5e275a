package dev.signalbox.proof.hub;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The jar of a hub, with the classes that its build has kept for quick starts. */
public final class HubJar {

    private HubJar() {}

    /** What a JVM is told to run a command of this hub, behind its own options. */
    public static List<String> words(Path jar) {
        List<String> words = archive(jar);
        words.addAll(List.of("-jar", normal(jar).toString()));
        return words;
    }

    /** The archive is held to the name of its jar, so that both must be named as in the build. */
    private static List<String> archive(Path jar) {
        Path archive = normal(jar).resolveSibling(stem(jar) + ".jsa");
        List<String> words = new ArrayList<>();
        if (Files.exists(archive)) {
            words.addAll(List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off", "-Xlog:cds+dynamic=off"));
        }
        return words;
    }

    private static String stem(Path jar) {
        return jar.getFileName().toString().replaceFirst("\\.jar$", "");
    }

    private static Path normal(Path jar) {
        return jar.toAbsolutePath().normalize();
    }
}
