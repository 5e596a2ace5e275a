package dev.signalbox.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A library of Redis Functions. Names of Functions are global in Redis, so each carries a stamp of the library's text: hubs
 * of two versions use one Redis side by side during an upgrade, and each calls what it was built with.
 */
public final class Library {

    private static final int STAMP_BYTES = 4;

    private final String stamp;
    private final String name;
    private final String code;

    /** @param text as its file has it */
    Library(String text) {
        this.stamp = '_' + stampOf(text);
        this.code = text.replaceFirst("(?<=^#!lua name=)\\w+", "$0" + stamp)
                .replaceAll("'(sb_\\w+)'", "'$1" + stamp + '\'');
        this.name = code.substring("#!lua name=".length(), code.indexOf('\n'));
    }

    /**
     * Reads one.
     *
     * @param file beside that class; begins with {@code #!lua name=...}, and names of its Functions begin with {@code sb_}
     */
    public static Library of(Class<?> owner, String file) {
        try (InputStream in = owner.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing beside " + owner.getName());
            }
            return new Library(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String stampOf(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, STAMP_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A call of one of its Functions, such as {@code sb_append}; how many keys it has is to follow. */
    public Request call(String function) {
        return Request.cmd(Command.FCALL).arg(nameOf(function));
    }

    /** The name of a Function in Redis. */
    public String nameOf(String function) {
        return function + stamp;
    }

    /** As Redis gets it. */
    public String code() {
        return code;
    }

    /** Loads it unless it is there: its name tells its text. A full Redis takes no library. */
    Future<Void> load(RedisLink link) {
        return link.send(Request.cmd(Command.FUNCTION, "LIST", "LIBRARYNAME", name))
                .compose(found -> found.size() > 0 ? Future.succeededFuture() : link.send(loading()))
                .mapEmpty();
    }

    /* Another hub may load the same one at the same moment. */
    private Request loading() {
        return Request.cmd(Command.FUNCTION, "LOAD", "REPLACE", code);
    }
}
