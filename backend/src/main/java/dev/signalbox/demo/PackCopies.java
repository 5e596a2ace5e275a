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

/**
 * The packs of the demo, copied from the program into the folder of the demo with the address of the world put in. Only a
 * pack that the hub has not loaded as it is gets to it: what was edited in the browser stays.
 */
final class PackCopies {

    /** In the order of loading. */
    static final List<String> NAMES = List.of("orders", "fraud", "care", "github");

    private final Path folder;
    private final Addresses addresses;

    PackCopies(Path folder, Addresses addresses) {
        this.folder = folder;
        this.addresses = addresses;
    }

    /** Copies what is new; the packs that the hub has still to load. */
    List<PackCopy> copy() {
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

    List<PackCopy> copyFrom(Path packs) throws IOException {
        List<PackCopy> toLoad = new ArrayList<>();
        for (String name : NAMES) {
            Path from = packs.resolve(name);
            if (Files.isDirectory(from)) {
                PackCopy copy = new PackCopy(folder.resolve(name), addresses);
                if (copy.update(from)) {
                    toLoad.add(copy);
                }
            }
        }
        return toLoad;
    }
}
