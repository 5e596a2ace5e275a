package dev.signalbox.flow.ingest;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
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

    /** Seals literals; keeps references, and secrets of the source as it was that are named by their fingerprint. */
    List<String> take(Fields fields, List<String> given, String name, @Nullable Source before) {
        List<String> kept = new ArrayList<>(given.size());
        for (int i = 0; i < given.size(); i++) {
            String text = given.get(i);
            if (text.startsWith(DOTS)) {
                String known = named(text, before);
                kept.add(known == null ? text : known);
                if (known == null) {
                    fields.wrong("secrets/" + i, "no secret of this source has the fingerprint " + Fields.cut(text));
                }
            } else if (isReference(text)) {
                kept.add(text);
                checkReference(fields, text, i);
            } else {
                String fault = box.fault();
                kept.add(fault == null ? seal(text, name) : text);
                if (fault != null) {
                    fields.wrong("secrets/" + i, fault);
                }
            }
        }
        return kept;
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

    /** Lets only references pass. */
    List<String> references(Fields fields, List<String> given) {
        for (int i = 0; i < given.size(); i++) {
            if (isReference(given.get(i))) {
                checkReference(fields, given.get(i), i);
            } else {
                fields.wrong(
                        "secrets/" + i,
                        "a secret must not stand in a file: write env:NAME or file:/path, and put the secret there");
            }
        }
        return given;
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

    private void checkReference(Fields fields, String reference, int i) {
        if (reference.startsWith(FILE) && !reference.startsWith(FILE + '/')) {
            fields.wrong("secrets/" + i, "wanted file:/absolute/path, got " + Fields.cut(reference));
        } else if (open(reference, "").text() == null) {
            fields.wrong("secrets/" + i, "missing secret: " + Fields.cut(reference) + " is not set or cannot be read");
        }
    }

    private static @Nullable String named(String shown, @Nullable Source before) {
        List<String> known = before == null ? List.of() : before.secrets();
        return known.stream()
                .filter(kept -> shown(kept).equals(shown))
                .findFirst()
                .orElse(null);
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
