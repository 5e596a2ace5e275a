package dev.signalbox.flow.ingest;

import dev.signalbox.flow.connection.Fields;
import dev.signalbox.flow.connection.Secrets;
import dev.signalbox.flow.ingest.Change.Absent;
import dev.signalbox.flow.ingest.Change.Done;
import dev.signalbox.flow.ingest.Change.Refused;
import dev.signalbox.flow.ingest.Source.Kind;
import dev.signalbox.flow.ingest.Source.Verify;
import dev.signalbox.schedule.ProcessSource;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Changes of a source that is there: another state, one secret more or less, its end. */
final class SourceChanges {

    private static final int SECRET_BYTES = 32;

    private final Sources sources;
    private final RedisSources kept;
    private final Secrets secrets;
    private final RandomGenerator random;

    SourceChanges(Sources sources, RedisSources kept, Secrets secrets, RandomGenerator random) {
        this.sources = sources;
        this.kept = kept;
        this.secrets = secrets;
        this.random = random;
    }

    Future<Change> state(String name, Source.State state) {
        Source source = find(name);
        return source == null ? absent(name) : keep(source.with(state), new Done());
    }

    /** Those before stay live, so that the sender can be changed without a refused delivery. */
    Future<Change> rotate(String name, @Nullable String given) {
        Source source = find(name);
        if (source == null) {
            return absent(name);
        }
        Refused refused = unrotatable(source, secrets.fault());
        if (refused != null) {
            return Future.succeededFuture(refused);
        }
        String secret = given == null ? fresh(source) : given;
        String sealed = secrets.seal(secret, name);
        String shown = Secrets.shown(sealed);
        if (source.secrets().stream().map(Secrets::shown).anyMatch(shown::equals)) {
            return given == null
                    ? rotate(name, null)
                    : Future.succeededFuture(new Refused(
                            "secret_known",
                            "the source " + name + " has a secret of the fingerprint " + shown + " already",
                            "give another one, or leave it out and one is made"));
        }
        List<String> more = new ArrayList<>(source.secrets());
        more.add(sealed);
        return keep(source.with(more), new Change.Rotated(secret, shown));
    }

    /** @param fingerprint as it is shown, with or without its dots; or the reference itself */
    Future<Change> removeSecret(String name, String fingerprint) {
        Source source = find(name);
        if (source == null) {
            return absent(name);
        }
        String wanted = source.secrets().stream()
                .filter(each -> Secrets.shown(each).equals(fingerprint)
                        || Secrets.shown(each).equals(Secrets.DOTS + fingerprint))
                .findFirst()
                .orElse(null);
        if (wanted == null) {
            return Future.succeededFuture(new Absent("secret", Fields.cut(fingerprint)));
        }
        Refused refused = unremovable(source);
        if (refused != null) {
            return Future.succeededFuture(refused);
        }
        List<String> fewer = new ArrayList<>(source.secrets());
        fewer.remove(wanted);
        return keep(source.with(fewer), new Done());
    }

    Future<Change> delete(String name) {
        Source source = find(name);
        if (source == null) {
            return absent(name);
        }
        Refused refused = ofPack(
                source,
                ProcessSource.isOne(name)
                        ? "take the schedule out of the process, or pause it"
                        : "take it out of the pack's sources.yaml, or pause it");
        return refused == null ? kept.delete(name).map(gone -> new Done()) : Future.succeededFuture(refused);
    }

    private static @Nullable Refused unrotatable(Source source, @Nullable String fault) {
        if (source.verification() == Verify.PRESET && !source.sender().hasSecrets()) {
            return new Refused(
                    "no_secrets",
                    "the sender of the source " + source.name() + " signs with a certificate, so it has no secrets",
                    "there is nothing to rotate");
        }
        if (source.kind() != Kind.WEBHOOK || source.verification() == Verify.NONE) {
            return new Refused(
                    "no_secrets",
                    "the source " + source.name() + " verifies nothing, so it has no secrets",
                    "set verify to hmac or bearer first, with a first secret");
        }
        if (fault != null) {
            return new Refused("keys_differ", fault, "then rotate again");
        }
        return ofPack(source, "change what its secret refers to: env:NAME at the next start, file:/path at once");
    }

    private static @Nullable Refused unremovable(Source source) {
        Refused pack = ofPack(source, "take the reference out of the pack's sources.yaml");
        if (pack != null || source.secrets().size() > 1) {
            return pack;
        }
        return source.kind() == Kind.WEBHOOK && source.verification() == Verify.NONE
                ? null
                : new Refused(
                        "last_secret",
                        "it is the last secret of the source " + source.name() + ": nobody could deliver any more",
                        "rotate first, or pause the source");
    }

    private static @Nullable Refused ofPack(Source source, String nextStep) {
        return source.pack() == null
                ? null
                : new Refused(
                        "pack_source",
                        "the source " + source.name() + " belongs to the pack " + source.pack(),
                        nextStep);
    }

    private String fresh(Source source) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return source.sender().secret(bytes);
    }

    private Future<Change> keep(Source source, Change change) {
        return kept.replace(source).map(replaced -> change);
    }

    private @Nullable Source find(String name) {
        LiveSource live = sources.find(name);
        return live == null ? null : live.source();
    }

    private static Future<Change> absent(String name) {
        return Future.succeededFuture(new Absent("source", name));
    }
}
