package dev.signalbox.flow.ingest;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From what an operator gives as a secret to what is kept of it, and back to the live secret. */
final class Secrets {

    static final String DOTS = "\u2022\u2022\u2022\u2022";

    private static final String ENV = "env:";
    private static final String FILE = "file:";
    private static final String SEALED = "sealed:";

    private final SecretBox box;
    private final UnaryOperator<@Nullable String> environment;
    private final InstantSource clock;

    Secrets(SecretBox box, UnaryOperator<@Nullable String> environment, InstantSource clock) {
        this.box = box;
        this.environment = environment;
        this.clock = clock;
    }

    /**
     * Seals a literal; keeps a reference, and a secret of the source as it was that is named by its fingerprint.
     *
     * @param at the field that it stands in
     */
    String take(Fields fields, String at, String text, String name, @Nullable Source before) {
        if (text.startsWith(DOTS)) {
            String known = named(text, before);
            if (known == null) {
                fields.wrong(at, "no secret of this source has the fingerprint " + Fields.cut(text));
            }
            return known == null ? text : known;
        }
        if (isReference(text)) {
            return checked(fields, at, text);
        }
        String fault = box.fault();
        if (fault != null) {
            fields.wrong(at, fault);
        }
        return fault == null ? seal(text, name) : text;
    }

    /** Why no secret can be taken at the moment; null when it can. */
    @Nullable
    String fault() {
        return box.fault();
    }

    /** What is kept of a secret. */
    String seal(String secret, String source) {
        return SEALED + fingerprint(secret) + ':' + box.seal(secret, about(source));
    }

    /** Lets only a reference pass. */
    String reference(Fields fields, String at, String text) {
        if (isReference(text)) {
            return checked(fields, at, text);
        }
        fields.wrong(at, "a secret must not stand in a file: write env:NAME or file:/path, and put the secret there");
        return text;
    }

    /** @param source whose secret it is */
    Secret open(String kept, String source) {
        if (kept.startsWith(ENV)) {
            String name = kept.substring(ENV.length());
            return () -> environment.apply(name);
        }
        if (kept.startsWith(FILE)) {
            return new SecretFile(Path.of(kept.substring(FILE.length())), clock);
        }
        String text = box.open(kept.substring(kept.indexOf(':', SEALED.length()) + 1), about(source));
        return () -> text;
    }

    /** What may be read back: a reference itself, of a sealed secret four digits of its hash. */
    static String shown(String kept) {
        return kept.startsWith(SEALED)
                ? DOTS + kept.substring(SEALED.length(), kept.indexOf(':', SEALED.length()))
                : kept;
    }

    private String checked(Fields fields, String at, String reference) {
        if (reference.startsWith(FILE) && !reference.startsWith(FILE + '/')) {
            fields.wrong(at, "wanted file:/absolute/path, got " + Fields.cut(reference));
        } else if (open(reference, "").text() == null) {
            fields.wrong(at, "missing secret: " + Fields.cut(reference) + " is not set or cannot be read");
        }
        return reference;
    }

    private static @Nullable String named(String shown, @Nullable Source before) {
        Stream<String> known = before == null
                ? Stream.empty()
                : Stream.concat(
                        before.secrets().stream(),
                        Stream.ofNullable(before.terms().verifyToken()));
        return known.filter(kept -> shown(kept).equals(shown)).findFirst().orElse(null);
    }

    private static String about(String source) {
        return "source/" + source;
    }

    private static boolean isReference(String text) {
        return text.startsWith(ENV) || text.startsWith(FILE);
    }

    private static String fingerprint(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 2);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
