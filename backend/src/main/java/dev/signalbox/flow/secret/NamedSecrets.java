package dev.signalbox.flow.secret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.flow.connection.RedisTexts;
import dev.signalbox.flow.connection.SecretBox;
import dev.signalbox.flow.connection.Secrets;
import dev.signalbox.redis.KeySpace;
import dev.signalbox.redis.RedisLinks;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The secrets that processes may name, as all hubs agree. Changes belong to one event loop; every method may be called from
 * any thread, and answers by a future that fails only when Redis is away.
 */
public final class NamedSecrets implements KnownSecrets {

    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final Context context;
    private final InstantSource clock;
    private final SecretText text;
    private final LiveSecrets live;
    private final RedisTexts kept;

    /**
     * What it stands on.
     *
     * @param links to the hub's own Redis
     * @param environment looks up {@code env:} references; null for what is not set
     */
    public record Parts(
            RedisLinks links,
            KeySpace keys,
            SecretBox box,
            UnaryOperator<@Nullable String> environment,
            InstantSource clock) {}

    private NamedSecrets(Vertx vertx, Parts parts) {
        this.context = ((VertxInternal) vertx).createEventLoopContext();
        this.clock = parts.clock();
        Secrets secrets = new Secrets("secret", parts.box(), parts.environment(), parts.clock());
        this.text = new SecretText(secrets);
        this.live = new LiveSecrets(secrets);
        this.kept = new RedisTexts(parts.links().open(TIMEOUT, context), parts.keys(), "secrets:named", live);
    }

    /** Loads the secrets. */
    public static Future<NamedSecrets> open(Vertx vertx, Parts parts) {
        NamedSecrets secrets = new NamedSecrets(vertx, parts);
        return secrets.onLoop(secrets.kept::load).map(secrets);
    }

    /** Another hub may have changed secrets: puts them into force unless this revision is. */
    public Future<Void> follow(long revision) {
        return onLoop(() -> kept.follow(revision));
    }

    @Override
    public @Nullable Held find(String name) {
        return live.find(name);
    }

    /** All names. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>();
        live.all().forEach(held -> names.add(held.secret().name()));
        return names;
    }

    /** By name, without their values; {@code missing} says whether there is a value at the moment. */
    public List<ObjectNode> list() {
        return live.all().stream()
                .map(held -> held.secret().shown().put("missing", held.value() == null))
                .toList();
    }

    /** Sets a secret. Without a value it keeps the one that it has. */
    public Future<Change> put(String name, JsonNode json) {
        return onLoop(() -> {
            Held before = live.find(name);
            SecretText.Read read = text.fromApi(name, json, before == null ? null : before.secret(), clock.millis());
            if (read instanceof SecretText.Read.Bad bad) {
                return Future.succeededFuture(new Change.Bad(bad.problems()));
            }
            NamedSecret secret = ((SecretText.Read.Good) read).secret();
            return kept.keep(Map.of(name, secret.stored().toString()), List.of())
                    .map(done -> new Change.Kept(secret.shown().put("missing", false), before == null));
        });
    }

    /** Tasks that need it fail from then on. */
    public Future<Change> delete(String name) {
        return onLoop(() -> live.find(name) == null
                ? Future.succeededFuture(new Change.Absent(name))
                : kept.keep(Map.of(), List.of(name)).map(gone -> new Change.Gone()));
    }

    /** Does it on the loop that owns the state, again when another hub was faster, and answers where the caller is. */
    private <T extends @Nullable Object> Future<T> onLoop(Supplier<Future<T>> work) {
        Context caller = Vertx.currentContext();
        Promise<T> promise = Promise.promise();
        context.runOnContext(go -> Future.succeededFuture()
                .compose(begin -> kept.agreed(work))
                .onComplete(done -> {
                    Context back = caller == null ? context : caller;
                    back.runOnContext(here -> promise.handle(done));
                }));
        return promise.future();
    }
}
