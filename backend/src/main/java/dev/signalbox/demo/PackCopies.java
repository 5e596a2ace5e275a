package dev.signalbox.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The packs of the demo, copied from the program into the folder of the demo with the address of the world put in. Only a
 * pack whose copy is new or other than before is given to the hub: what was edited in the browser stays.
 */
final class PackCopies {

    /** In the order of loading. */
    static final List<String> NAMES = List.of("orders", "fraud", "care", "github");

    /** Where the packs expect the world. */
    static final String STANDARD = "http://127.0.0.1:9099";

    private static final String LOADED = ".loaded";

    private final Path folder;
    private final String world;
    private final String before;

    /** @param before where the world was at the last run */
    PackCopies(Path folder, String world, String before) {
        this.folder = folder;
        this.world = world;
        this.before = before;
    }

    /** Copies what is new; the packs that the hub has still to load. */
    List<Path> copy() {
        try {
            URI program = resource();
            if (!program.getScheme().equals("jar")) {
                return copyFrom(Path.of(program));
            }
            try (FileSystem jar = FileSystems.newFileSystem(program, Map.of())) {
                return copyFrom(jar.getPath("/packs"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the packs of the demo cannot be copied to " + folder, e);
        }
    }

    private static URI resource() throws IOException {
        var packs = PackCopies.class.getResource("/packs");
        if (packs == null) {
            throw new IOException("this build carries no packs");
        }
        try {
            return packs.toURI();
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private List<Path> copyFrom(Path packs) throws IOException {
        List<Path> toLoad = new ArrayList<>();
        for (String name : NAMES) {
            Path from = packs.resolve(name);
            if (Files.isDirectory(from)) {
                Path to = folder.resolve(name);
                boolean changed = copyPack(from, to);
                if (changed || !Files.exists(to.resolve(LOADED))) {
                    Files.deleteIfExists(to.resolve(LOADED));
                    toLoad.add(to);
                }
            }
        }
        return toLoad;
    }

    private boolean copyPack(Path from, Path to) throws IOException {
        boolean changed = false;
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                changed |= copyFile(file, to.resolve(from.relativize(file).toString()));
            }
        }
        return changed;
    }

    /** Another address of the world is no change of the pack: the hub is told that in another way. */
    private boolean copyFile(Path from, Path to) throws IOException {
        String text = Files.readString(from);
        boolean changed = !Files.exists(to)
                || !Files.readString(to).replace(before, STANDARD).equals(text);
        Files.createDirectories(to.getParent());
        Files.writeString(to, text.replace(STANDARD, world));
        return changed;
    }

    /** The hub has them now; from here on they are its own. */
    static void loaded(List<Path> packs) {
        try {
            for (Path pack : packs) {
                Files.writeString(pack.resolve(LOADED), "");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the demo cannot note which packs the hub has loaded", e);
        }
    }
}
