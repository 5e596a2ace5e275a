package dev.signalbox.egress;

import dev.signalbox.egress.Answer.Denied;
import dev.signalbox.egress.Answer.Kind;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one client for calls to the outside. It resolves the host once, checks every address, and connects to a checked
 * one under the host's name; it follows no redirect, reads at most 1 MiB, and gives up when the time is over.
 */
public final class EgressClient {

    /** Bytes of an answer's body that are read. */
    static final int LIMIT = 1 << 20;

    private static final int LANE_WIDTH = 64;
    private static final int CONNECT_MILLIS = 10_000;
    private static final int IDLE_SECONDS = 10;

    private final Vertx vertx;
    private final Context loop;
    private final HttpClient http;
    private final EgressRules rules;
    private final Resolver resolver;
    private final Lanes lanes = new Lanes(LANE_WIDTH);

    public EgressClient(Vertx vertx, EgressRules rules, Resolver resolver) {
        this(vertx, rules, resolver, new HttpClientOptions());
    }

    /** For a test that brings its own certificate authority. */
    EgressClient(Vertx vertx, EgressRules rules, Resolver resolver, HttpClientOptions options) {
        this.vertx = vertx;
        this.loop = vertx.getOrCreateContext();
        this.rules = rules;
        this.resolver = resolver;
        this.http = vertx.createHttpClient(
                options.setConnectTimeout(CONNECT_MILLIS)
                        .setKeepAliveTimeout(IDLE_SECONDS)
                        .setVerifyHost(true),
                new PoolOptions().setHttp1MaxSize(LANE_WIDTH));
    }

    /** Makes one call, from any thread. The future does not fail: what went wrong is an {@link Answer}. */
    public Future<Answer> call(Outgoing outgoing) {
        Target.Parsed parsed = Target.parse(outgoing.uri());
        if (parsed instanceof Target.Parsed.Bad bad) {
            return Future.succeededFuture(Denied.because(bad.sentence()));
        }
        String refusal = rules.refusal(outgoing);
        if (refusal != null) {
            return Future.succeededFuture(Denied.because(refusal));
        }
        Target target = ((Target.Parsed.Good) parsed).target();
        return Future.future(answer -> loop.runOnContext(go ->
                lanes.enter(target.key(), () -> exchange(target, outgoing)).onComplete(answer)));
    }

    /** Where a URI leads, as {@code scheme://host:port}; null when it leads nowhere. Calls with the same go to the same place. */
    public static @Nullable String target(String uri) {
        return Target.parse(uri) instanceof Target.Parsed.Good good
                ? good.target().key()
                : null;
    }

    /** Why a URI may not be called as things are; null when it may, and when nobody knows its host yet. */
    public Future<@Nullable String> refusal(String uri) {
        String refusal = rules.refusal(uri);
        if (refusal != null || !(Target.parse(uri) instanceof Target.Parsed.Good good)) {
            return Future.succeededFuture(refusal);
        }
        return addresses(good.target())
                .map(addresses -> rules.refusal(good.target(), addresses))
                .otherwise((String) null);
    }

    /** Ends all connections. */
    public Future<Void> close() {
        return http.close();
    }

    private Future<Answer> exchange(Target target, Outgoing outgoing) {
        Exchange exchange = new Exchange(outgoing, LIMIT);
        long millis = Math.max(1, outgoing.timeout().toMillis());
        long deadline =
                vertx.setTimer(millis, late -> exchange.cut(Kind.TIMEOUT, "No whole answer within " + millis + " ms."));
        addresses(target)
                .onSuccess(addresses -> connect(exchange, target, addresses, outgoing))
                .onFailure(unknown -> exchange.cut(Kind.CONNECTION, "No address for host " + target.host() + "."));
        return exchange.answer().onComplete(done -> vertx.cancelTimer(deadline));
    }

    private Future<List<InetAddress>> addresses(Target target) {
        InetAddress literal = target.literal();
        return literal != null ? Future.succeededFuture(List.of(literal)) : resolver.resolve(target.host());
    }

    private void connect(Exchange exchange, Target target, List<InetAddress> addresses, Outgoing outgoing) {
        String refusal = rules.refusal(target, addresses);
        if (refusal != null) {
            exchange.deny(refusal);
            return;
        }
        request(target, addresses, outgoing).onSuccess(exchange::send).onFailure(exchange::fail);
    }

    /** Connects to the first address that accepts. */
    private Future<HttpClientRequest> request(Target target, List<InetAddress> addresses, Outgoing outgoing) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(outgoing.method()))
                .setServer(SocketAddress.inetSocketAddress(
                        target.port(), addresses.get(0).getHostAddress()))
                .setHost(target.host())
                .setPort(target.port())
                .setSsl(target.secure())
                .setURI(target.path())
                .setFollowRedirects(false);
        List<InetAddress> others = addresses.subList(1, addresses.size());
        return others.isEmpty()
                ? http.request(options)
                : http.request(options).recover(fault -> request(target, others, outgoing));
    }
}
