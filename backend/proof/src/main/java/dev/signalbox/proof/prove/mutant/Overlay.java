package dev.signalbox.proof.prove.mutant;

import dev.signalbox.proof.CannotRun;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A folder that stands before the hub's jar on the class path: what a mutant changes, made of the sources beside it. */
final class Overlay {

    private static final String ROOT = "dev/signalbox";

    private final Path sources;
    private final Path jar;

    /**
     * @param sources of the hub, {@code backend/src/main/java}
     * @param jar with its lib folder beside it
     */
    Overlay(Path sources, Path jar) {
        this.sources = sources;
        this.jar = jar;
        if (!Files.isDirectory(sources.resolve(ROOT))) {
            throw new CannotRun("there are no sources of the hub at " + sources
                    + ": mutants are made from a checkout, run this in one");
        }
    }

    /** Builds the mutant in an empty folder. The class path that begins with it. */
    String build(Mutant mutant, Path folder) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        List<Path> compiled = new ArrayList<>();
        for (String file : mutant.patches().stream().map(Patch::file).distinct().toList()) {
            boolean java = file.endsWith(".java");
            Path to = (java ? folder.resolve("src") : classes).resolve(ROOT).resolve(file);
            Files.createDirectories(to.getParent());
            Files.writeString(to, patched(mutant, file));
            if (java) {
                compiled.add(to);
            }
        }
        if (!compiled.isEmpty()) {
            compile(mutant.name(), compiled, classes);
        }
        return classes + File.pathSeparator + jar;
    }

    /** The text of a source with all patches that the mutant has for it. */
    String patched(Mutant mutant, String file) throws IOException {
        String text = Files.readString(sources.resolve(ROOT).resolve(file));
        for (Patch patch : mutant.patches()) {
            if (patch.file().equals(file)) {
                text = patch.applyTo(text, mutant.name());
            }
        }
        return text;
    }

    private void compile(String mutant, List<Path> files, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new CannotRun("this Java has no compiler: mutants need a JDK");
        }
        StringWriter told = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            List<String> options =
                    List.of("-proc:none", "-nowarn", "-parameters", "-d", classes.toString(), "-cp", jar + libraries());
            boolean good = compiler.getTask(
                            told, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files))
                    .call();
            if (!good) {
                throw new CannotRun("mutant " + mutant + " no longer compiles:\n" + told);
            }
        }
    }

    private String libraries() {
        try (Stream<Path> all = Files.list(jar.resolveSibling("lib"))) {
            return all.map(library -> File.pathSeparator + library).collect(Collectors.joining());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
