package dev.signalbox.flow.connection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A secret in a file, read again after the file has changed; looked at no more than once a second. */
final class SecretFile implements Secret {

    private static final Logger LOG = LoggerFactory.getLogger(SecretFile.class);
    private static final long MOST = 64 * 1024;

    private final Path path;
    private final InstantSource clock;
    private long looked = Long.MIN_VALUE;
    private @Nullable FileTime changed;
    private @Nullable String text;

    SecretFile(Path path, InstantSource clock) {
        this.path = path;
        this.clock = clock;
    }

    @Override
    public @Nullable String text() {
        long now = clock.millis();
        if (looked == Long.MIN_VALUE || now - looked >= 1000 || now < looked) {
            looked = now;
            look();
        }
        return text;
    }

    private void look() {
        try {
            FileTime time = Files.getLastModifiedTime(path);
            if (!time.equals(changed)) {
                text = Files.size(path) > MOST ? null : Files.readString(path).strip();
                changed = time;
            }
        } catch (IOException e) {
            if (text != null || changed == null) {
                LOG.warn("secret file {} cannot be read: {}", path, e.toString());
            }
            text = null;
            changed = FileTime.fromMillis(0);
        }
    }
}
