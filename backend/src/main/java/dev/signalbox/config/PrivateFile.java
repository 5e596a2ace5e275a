package dev.signalbox.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;

/** A small file that only its owner may read. Replaced as a whole: a crash leaves the old text or the new one. */
public final class PrivateFile {

    private PrivateFile() {}

    /** Writes the text and a line end. */
    public static void write(Path file, String text) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(draft, text + '\n', StandardCharsets.UTF_8);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Why a file could not be used, in words for an operator. */
    public static String why(IOException e) {
        if (!(e instanceof FileSystemException)) {
            return String.valueOf(e.getMessage());
        }
        String kind = e.getClass().getSimpleName().replaceAll("Exception$", "");
        return kind.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT) + ' ' + e.getMessage();
    }

    /** The text without surrounding white space. */
    public static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8).strip();
    }
}
