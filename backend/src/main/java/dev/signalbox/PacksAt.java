package dev.signalbox;

import dev.signalbox.config.ExitCode;
import dev.signalbox.config.PrivateFile;
import dev.signalbox.config.StartRefused;
import dev.signalbox.rulebook.Pack;
import dev.signalbox.rulebook.PackFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Packs of a folder, or as they were in it at a commit. */
final class PacksAt {

    private PacksAt() {}

    /** @throws StartRefused when there is none, or it cannot be read */
    static List<Pack> folder(Path folder) {
        try {
            List<Pack> packs = new ArrayList<>();
            for (Path each : PackFolder.in(folder)) {
                packs.add(PackFolder.read(each));
            }
            return packs;
        } catch (IOException e) {
            throw new StartRefused(ExitCode.USAGE, PrivateFile.why(e) + "; name a folder with a rules.drl");
        }
    }

    /** The folder at a commit of the repository that holds it, written into another folder. */
    static List<Pack> commit(Path folder, String ref, Path into) throws IOException {
        Path name = folder.toAbsolutePath().normalize().getFileName();
        Path copy = Files.createDirectories(into.resolve(name));
        for (String file : git(folder, "ls-tree", "-r", "-z", "--name-only", "--end-of-options", ref)
                .split("\0", -1)) {
            Path target = copy.resolve(file).normalize();
            if (!file.isEmpty() && target.startsWith(copy) && file.matches(".*\\.(drl|yaml|csv)")) {
                Files.createDirectories(target.getParent());
                Files.writeString(target, git(folder, "show", "--end-of-options", ref + ":./" + file));
            }
        }
        return folder(copy);
    }

    private static String git(Path folder, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(words));
        Path said = Files.createTempFile("signalbox-git", ".txt");
        try {
            Process git = started(new ProcessBuilder(command).redirectError(said.toFile()));
            git.getOutputStream().close();
            String text = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (git.waitFor() != 0) {
                throw new StartRefused(
                        ExitCode.USAGE,
                        "--against is neither a folder nor something that git knows there: "
                                + Files.readString(said).strip());
            }
            return text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartRefused(ExitCode.FAILED, "interrupted while git was asked");
        } finally {
            Files.delete(said);
        }
    }

    private static Process started(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new StartRefused(
                    ExitCode.UNAVAILABLE,
                    "git is needed to read an older state and cannot be run (" + e.getMessage()
                            + "): install it, or give a folder to --against");
        }
    }
}
