package dev.signalbox.redis;

import org.jspecify.annotations.Nullable;

/**
 * Where a Redis is and who we are to it.
 *
 * @param url {@code redis://host:port[/db]} or {@code rediss://...}; may carry user and password itself
 */
public record RedisEndpoint(
        String url, @Nullable String user, @Nullable String password) {

    public static RedisEndpoint of(String url) {
        return new RedisEndpoint(url, null, null);
    }

    /** The address without what is secret in it. */
    public String address() {
        int at = url.lastIndexOf('@');
        int scheme = url.indexOf("://");
        return at < 0 || scheme < 0 ? url : url.substring(0, scheme + 3) + url.substring(at + 1);
    }

    @Override
    public String toString() {
        return address();
    }
}
