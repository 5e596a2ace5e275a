package dev.signalbox.config;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one hub, held by a lock that dies with the process. Has the hub's id, which stays over restarts.
 *
 * <p>Files: {@code lock}, {@code pid}, {@code hub.id}, {@code admin.url} while the hub runs; others beside.
 */
public final class DataFolder implements AutoCloseable {

    /** Where the admin listener of the running hub is. */
    public static final String ADMIN_URL = "admin.url";

    private static final String PID = "pid";
    private static final String HUB_ID = "hub.id";

    private final Path folder;
    private final FileChannel channel;
    private final String hubId;

    private DataFolder(Path folder, FileChannel channel, String hubId) {
        this.folder = folder;
        this.channel = channel;
        this.hubId = hubId;
    }

    /**
     * Takes the folder, and creates it when it is missing.
     *
     * @param random of a new hub's id
     * @throws StartRefused when it cannot be written, or another hub holds it
     */
    public static DataFolder open(Path folder, RandomGenerator random) {
        FileChannel channel = null;
        try {
            create(folder);
            channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            hold(folder, channel);
            PrivateFile.write(
                    folder.resolve(PID), Long.toString(ProcessHandle.current().pid()));
            return new DataFolder(folder, channel, hubId(folder.resolve(HUB_ID), random));
        } catch (IOException e) {
            closeQuietly(channel, e);
            throw new StartRefused(
                    ExitCode.CANNOT_WRITE,
                    "the data folder " + folder + " cannot be written (" + PrivateFile.why(e)
                            + "): give this user the right to, or name another with --data");
        }
    }

    private static void create(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(folder);
        }
    }

    private static void hold(Path folder, FileChannel channel) throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            throw new StartRefused(
                    ExitCode.LOCKED,
                    "another hub (pid " + pid(folder) + ") holds the data folder " + folder
                            + ": stop it first, or give this one another folder with --data");
        }
    }

    private static String pid(Path folder) {
        try {
            return PrivateFile.read(folder.resolve(PID));
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static String hubId(Path file, RandomGenerator random) throws IOException {
        if (Files.exists(file)) {
            return PrivateFile.read(file);
        }
        byte[] bytes = new byte[8];
        random.nextBytes(bytes);
        String id = HexFormat.of().formatHex(bytes);
        PrivateFile.write(file, id);
        return id;
    }

    private static void closeQuietly(@Nullable FileChannel channel, IOException cause) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    public Path path() {
        return folder;
    }

    /** A file of the folder. */
    public Path file(String name) {
        return folder.resolve(name);
    }

    /** 16 hex digits, the same after every restart. */
    public String hubId() {
        return hubId;
    }

    /** Gives the folder back. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(folder.resolve(ADMIN_URL));
        Files.deleteIfExists(folder.resolve(PID));
        channel.close();
    }
}
