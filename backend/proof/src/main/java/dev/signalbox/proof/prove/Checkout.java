package dev.signalbox.proof.prove;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The checkout from which the proof was built. */
final class Checkout {

    private static final String UNKNOWN = "unknown: no checkout";

    private Checkout() {}

    /** Its commit, with a note when files differ from it. */
    static String commit() {
        String jar = System.getProperty("signalbox.jar", "");
        Path folder = Path.of(jar).toAbsolutePath().getParent();
        if (folder == null) {
            return UNKNOWN;
        }
        try {
            Process git = new ProcessBuilder("git", "describe", "--always", "--abbrev=12", "--dirty=, with changes")
                    .directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String told = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor() == 0 ? told : UNKNOWN;
        } catch (IOException e) {
            return UNKNOWN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return UNKNOWN;
        }
    }
}
