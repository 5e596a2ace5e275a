package dev.signalbox.security;

import dev.signalbox.config.ExitCode;
import dev.signalbox.config.PrivateFile;
import dev.signalbox.config.StartRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Supplier;

/** A small text file that nobody but its owner may read. */
final class SecretFile {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path path;

    SecretFile(Path path) {
        this.path = path;
    }

    /**
     * Its trimmed text; when there is no such file, it is made with the text that is supplied.
     *
     * @throws StartRefused when it can be neither read nor made
     */
    String readOrCreate(Supplier<String> text) {
        boolean there = Files.exists(path);
        try {
            if (!there) {
                create(text.get());
            }
            return Files.readString(path).strip();
        } catch (IOException e) {
            throw there
                    ? StartRefused.configuration("the secret in " + path + " cannot be read (" + PrivateFile.why(e)
                            + "): let this user read a text file there")
                    : new StartRefused(
                            ExitCode.CANNOT_WRITE,
                            "the file " + path + " cannot be made (" + PrivateFile.why(e)
                                    + "): let this user write its folder, or name another file");
        }
    }

    /** Replaces the whole text: a reader sees the old one or the new one. */
    void write(String text) {
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        try {
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, ownerOnly());
            Files.writeString(fresh, text);
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path + ": " + e.getMessage(), e);
        }
    }

    boolean exists() {
        return Files.exists(path);
    }

    private void create(String text) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        try {
            Files.createFile(path, ownerOnly());
        } catch (FileAlreadyExistsException e) {
            return; // somebody was faster: theirs is read
        }
        Files.write(path, (text + '\n').getBytes(StandardCharsets.UTF_8));
    }

    private FileAttribute<?>[] ownerOnly() {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }
}
