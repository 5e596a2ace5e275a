package dev.signalbox.admin;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The folder {@code webroot} of the class path, read once: of a jar, or of a folder while we build. */
final class Webroot {

    private static final String FOLDER = "webroot";
    private static final String INDEX = FOLDER + "/index.html";

    private Webroot() {}

    /** Nothing when the UI was not built. */
    static Map<String, Buffer> read(ClassLoader loader) {
        URL index = loader.getResource(INDEX);
        if (index == null) {
            return Map.of();
        }
        try {
            URI uri = index.toURI();
            if (!uri.getScheme().equals("jar")) {
                return files(Objects.requireNonNull(Path.of(uri).getParent()));
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return files(jar.getPath(FOLDER));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the admin UI cannot be read from " + index, e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the class path has the odd address " + index, e);
        }
    }

    private static Map<String, Buffer> files(Path root) throws IOException {
        Map<String, Buffer> files = new HashMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = root.relativize(file).toString().replace('\\', '/');
                files.put('/' + name, Buffer.buffer(Files.readAllBytes(file)));
            }
        }
        return files;
    }
}
