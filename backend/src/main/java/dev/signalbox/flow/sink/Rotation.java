package dev.signalbox.flow.sink;

import dev.signalbox.flow.connection.Broker;
import dev.signalbox.flow.connection.Secrets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Puts another secret in the place of a sink's. What signs messages signs along with the one before it, until the next
 * rotation; a password just changes.
 */
record Rotation(Secrets secrets, RandomGenerator random) {

    private static final int SECRET_BYTES = 32;

    /** What a rotation came to. */
    sealed interface Turned {
        record Done(Sink sink, String secret, String fingerprint) implements Turned {}

        record No(Change.Refused why) implements Turned {}
    }

    /** @param given null to make one */
    Turned of(Sink sink, @Nullable String given) {
        boolean signs = sink.outlet() instanceof Outlet.Http;
        if (sink.outlet() instanceof Outlet.Sqs) {
            return no(
                    "no_secrets",
                    "the secret of an access key of AWS belongs to that key and does not change alone",
                    "set accessKeyId and secrets together");
        }
        if (!signs && user(sink.outlet()) == null) {
            return no(
                    "no_secrets", "the sink " + sink.name() + " has no user, so it has no password", "set user first");
        }
        if (!signs && given == null) {
            return no(
                    "secret_wanted",
                    "the password of a broker's user is not the hub's to choose",
                    "change it at the broker, then give it as secret");
        }
        String fault = secrets.fault();
        if (fault != null) {
            return no("keys_differ", fault, "then rotate again");
        }
        String secret = given == null ? fresh() : given;
        String sealed = secrets.seal(secret, sink.name());
        List<String> live = new ArrayList<>();
        if (signs && !sink.secrets().isEmpty()) {
            live.add(sink.secrets().get(sink.secrets().size() - 1));
        }
        live.add(sealed);
        return new Turned.Done(sink.with(live), secret, Secrets.shown(sealed));
    }

    private String fresh() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Signature.PREFIX + Base64.getEncoder().encodeToString(bytes);
    }

    private static @Nullable String user(Outlet outlet) {
        Broker broker = outlet instanceof Outlet.Kafka kafka
                ? kafka.broker()
                : outlet instanceof Outlet.Rabbit rabbit ? rabbit.broker() : null;
        return broker == null ? null : broker.user();
    }

    private static Turned no(String code, String cause, String nextStep) {
        return new Turned.No(new Change.Refused(code, cause, nextStep));
    }
}
