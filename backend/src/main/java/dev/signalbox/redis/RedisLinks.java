package dev.signalbox.redis;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.RedisOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Opens links to one Redis. A link belongs to one user: whoever needs an order of its own opens one of its own. */
public final class RedisLinks {

    private final Vertx vertx;
    private final RedisEndpoint endpoint;
    private final RandomGenerator chance;
    private final Libraries libraries;
    private final List<RedisLink> open = new ArrayList<>();

    /** @param chance scatters the reconnects of several hubs; needs no secrecy */
    public RedisLinks(Vertx vertx, RedisEndpoint endpoint, RandomGenerator chance) {
        this(vertx, endpoint, chance, new Libraries());
    }

    private RedisLinks(Vertx vertx, RedisEndpoint endpoint, RandomGenerator chance, Libraries libraries) {
        this.libraries = libraries;
        this.vertx = vertx;
        this.endpoint = endpoint;
        this.chance = chance;
    }

    /** Links to the same Redis whose threads are those of another Vert.x. */
    public RedisLinks on(Vertx other) {
        return new RedisLinks(other, endpoint, chance, libraries);
    }

    /**
     * A link that connects by itself from now on; its first requests may be sent at once.
     *
     * @param timeout after which a request has failed and Redis counts as away, up to the next successful probe
     */
    public RedisLink open(Duration timeout) {
        return open(timeout, ((VertxInternal) vertx).createEventLoopContext());
    }

    /** The same on an event loop that its user has already, and from which asking costs no change of the thread. */
    public synchronized RedisLink open(Duration timeout, Context context) {
        ReconnectingLink link = new ReconnectingLink(
                vertx, context, new ReconnectingLink.Setup(options(timeout), timeout.toMillis(), chance, libraries));
        open.add(link);
        link.start();
        return link;
    }

    public synchronized Future<Void> close() {
        List<Future<Void>> closing = open.stream().map(RedisLink::close).toList();
        open.clear();
        return Future.join(closing).mapEmpty();
    }

    private RedisOptions options(Duration timeout) {
        RedisOptions options = new RedisOptions()
                .setConnectionString(endpoint.url())
                .setMaxWaitingHandlers(2 * ReconnectingLink.MOST_WAITING)
                .setMaxPoolSize(1)
                .setNetClientOptions(new NetClientOptions()
                        .setConnectTimeout((int) timeout.toMillis())
                        .setTcpNoDelay(true)
                        .setHostnameVerificationAlgorithm("HTTPS"));
        if (endpoint.user() != null) {
            options.setUser(endpoint.user());
        }
        if (endpoint.password() != null) {
            options.setPassword(endpoint.password());
        }
        return options;
    }
}
