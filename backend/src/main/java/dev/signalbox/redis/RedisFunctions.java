package dev.signalbox.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The transactions of the hub ({@code *.lua}), loaded where they are not yet what they should be. */
public final class RedisFunctions {

    private static final String SIGNALBOX = "signalbox_1";
    private static final String HUBS = "signalbox_hubs_1";

    private RedisFunctions() {}

    /** Loads the libraries unless the same are there; to be called after each connect, since Redis may be a new one. */
    public static Future<Void> load(RedisLink link) {
        return load(link, SIGNALBOX, code("signalbox.lua")).compose(loaded -> load(link, HUBS, code("hubs.lua")));
    }

    /** The same for a library of somebody else. A full Redis takes no library, so one that is there is left alone. */
    public static Future<Void> load(RedisLink link, String library, String code) {
        return link.send(Request.cmd(Command.FUNCTION, "LIST", "LIBRARYNAME", library, "WITHCODE"))
                .compose(found -> isSame(found, code) ? Future.succeededFuture() : replace(link, code));
    }

    private static boolean isSame(Response found, String code) {
        return found.size() == 1 && code.equals(found.get(0).get("library_code").toString(StandardCharsets.UTF_8));
    }

    private static Future<Void> replace(RedisLink link, String code) {
        return link.send(Request.cmd(Command.FUNCTION, "LOAD", "REPLACE", code)).mapEmpty();
    }

    private static String code(String file) {
        try (InputStream in = RedisFunctions.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing beside " + RedisFunctions.class.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
