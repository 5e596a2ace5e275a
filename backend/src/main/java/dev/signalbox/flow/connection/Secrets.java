package dev.signalbox.flow.connection;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** From what an operator gives as a secret to what is kept of it, and back to the live secret. */
public final class Secrets {

    public static final String DOTS = "\u2022\u2022\u2022\u2022";

    private static final String ENV = "env:";
    private static final String FILE = "file:";
    private static final String SEALED = "sealed:";

    private final String owner;
    private final SecretBox box;
    private final UnaryOperator<@Nullable String> environment;
    private final InstantSource clock;

    /** @param owner what the secrets belong to: source or sink */
    public Secrets(String owner, SecretBox box, UnaryOperator<@Nullable String> environment, InstantSource clock) {
        this.owner = owner;
        this.box = box;
        this.environment = environment;
        this.clock = clock;
    }

    /**
     * Seals a literal; keeps a reference, and a secret that is kept already and named by its fingerprint.
     *
     * @param at the field that it stands in
     * @param name whose secret it is
     * @param before what is kept of its secrets so far
     */
    public String take(Fields fields, String at, String text, String name, List<String> before) {
        if (text.startsWith(DOTS)) {
            String known = named(text, before);
            if (known == null) {
                fields.wrong(at, "no secret of this " + owner + " has the fingerprint " + Fields.cut(text));
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
    public @Nullable String fault() {
        return box.fault();
    }

    /** What is kept of a secret. */
    public String seal(String secret, String name) {
        return SEALED + fingerprint(secret) + ':' + box.seal(secret, about(name));
    }

    /** Lets only a reference pass. */
    public String reference(Fields fields, String at, String text) {
        if (isReference(text)) {
            return checked(fields, at, text);
        }
        fields.wrong(at, "a secret must not stand in a file: write env:NAME or file:/path, and put the secret there");
        return text;
    }

    /** @param whose its owner's name */
    public Secret open(String kept, String whose) {
        if (kept.startsWith(ENV)) {
            String name = kept.substring(ENV.length());
            return () -> environment.apply(name);
        }
        if (kept.startsWith(FILE)) {
            return new SecretFile(Path.of(kept.substring(FILE.length())), clock);
        }
        String text = box.open(kept.substring(kept.indexOf(':', SEALED.length()) + 1), about(whose));
        return () -> text;
    }

    /** What may be read back: a reference itself, of a sealed secret four digits of its hash. */
    public static String shown(String kept) {
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

    private static @Nullable String named(String shown, List<String> before) {
        return before.stream()
                .filter(kept -> shown(kept).equals(shown))
                .findFirst()
                .orElse(null);
    }

    private String about(String name) {
        return owner + '/' + name;
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
