package dev.signalbox.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.random.RandomGenerator;

/** What the hub remembers of its embedded Redis between two starts: password, port and process, each a file 0600. */
record RedisIdentity(Path folder, String password) {

    static final String USER = "signalbox";

    /** A Function runs with the rights of its caller: what it calls must be here too. */
    private static final String COMMANDS = "-@all +ping +hello +auth +select +client|setname +client|id"
            + " +multi +exec +discard +fcall +fcall_ro +function|load +function|list +time +info +config|get +shutdown"
            + " +type +exists +del +unlink +expire +pexpire +pexpireat +ttl +pttl +get +set +mget +incr +publish"
            + " +hget +hset +hsetnx +hmget +hgetall +hdel +hexists +hincrby +hkeys +hvals +hlen +hscan"
            + " +xadd +xlen +xrange +xrevrange +xtrim +xread +xdel +xinfo +xgroup +xreadgroup +xack +xautoclaim"
            + " +zadd +zrem +zrange +zrangebyscore +zrevrange +zrevrangebyscore +zcard +zcount +zscore"
            + " +sadd +srem +smembers +sismember +scard";

    /** Of any key: sources of the kind redis-stream read streams that others name and write. */
    private static final String STREAMS = " (~* +xadd +xlen +xrange +xtrim +xinfo +xgroup +xreadgroup +xack)";

    private static final int PASSWORD_BYTES = 32;
    private static final FileAttribute<Set<PosixFilePermission>> OURS =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<Set<PosixFilePermission>> OUR_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** @param secrets for a new password: must be a secure source */
    static RedisIdentity in(Path data, RandomGenerator secrets) throws IOException {
        Path folder = data.resolve("redis").toAbsolutePath();
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(data);
            Files.createDirectory(folder, OURS);
        }
        Path file = folder.resolve("password");
        if (!Files.exists(file)) {
            byte[] fresh = new byte[PASSWORD_BYTES];
            secrets.nextBytes(fresh);
            write(file, HexFormat.of().formatHex(fresh));
        }
        return new RedisIdentity(folder, Files.readString(file).strip());
    }

    /** Where the one of a data folder is; it must have been started before. */
    static RedisEndpoint endpoint(Path data) {
        try {
            Path folder = data.resolve("redis").toAbsolutePath();
            RedisIdentity identity = new RedisIdentity(
                    folder, Files.readString(folder.resolve("password")).strip());
            return new RedisEndpoint("redis://127.0.0.1:" + identity.port(), USER, identity.password());
        } catch (IOException e) {
            throw new UncheckedIOException("no embedded Redis was started in " + data, e);
        }
    }

    /** The port of the last start; 0 when there was none. */
    int port() throws IOException {
        Path file = folder.resolve("port");
        try {
            return Files.exists(file) ? Integer.parseInt(Files.readString(file).strip()) : 0;
        } catch (NumberFormatException e) {
            throw new IOException(file + " holds no port: delete it, unless that Redis is still alive", e);
        }
    }

    void remember(int port) throws IOException {
        write(folder.resolve("port"), "" + port);
    }

    /**
     * Users of the server: ours with the commands that the hub and its Functions use, nobody else. The default user is off
     * and has no password, so nobody can be it; but Redis loads its append-only file as that user, and drops each
     * transaction in it that the user may not do.
     */
    Path writeAcl() throws IOException {
        Path file = folder.resolve("users.acl");
        write(
                file,
                "user default off resetpass ~* &* +@all\nuser " + USER + " on #" + sha256(password) + " ~sb:* &sb:* "
                        + COMMANDS + STREAMS + "\n");
        return file;
    }

    private static String sha256(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void write(Path file, String text) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        Files.createFile(part, OUR_FILE);
        Files.write(part, text.getBytes(StandardCharsets.UTF_8));
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public String toString() {
        return "RedisIdentity[" + folder + "]";
    }
}
