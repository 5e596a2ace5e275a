package dev.signalbox.security;

import dev.signalbox.config.StartRefused;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** A secret that its bearer shows: the admin token, the metrics token. */
public final class Token {

    private static final int SHORTEST = 16;

    private final String text;
    private final byte[] digest;

    private Token(String text) {
        this.text = text;
        this.digest = sha256(text);
    }

    /**
     * Reads the token of a file, which is made with a fresh one when it is not there.
     *
     * @throws StartRefused when the file holds less than 16 characters, or can be neither read nor made
     */
    public static Token at(Path file, RandomGenerator random) {
        String text = new SecretFile(file).readOrCreate(() -> "sb_" + fresh(random));
        if (text.length() < SHORTEST) {
            throw StartRefused.configuration("the token in " + file + " has " + text.length() + " characters, at least "
                    + SHORTEST + " are needed: delete the file to get a fresh one");
        }
        return new Token(text);
    }

    /** Compares in a time that does not tell how much of it is right. */
    public boolean is(String presented) {
        return MessageDigest.isEqual(digest, sha256(presented));
    }

    /** The token itself, for whoever may read its file. */
    public String reveal() {
        return text;
    }

    /** 256 random bits that may stand in a URL. */
    static String fresh(RandomGenerator random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static String fingerprint(String text) {
        return HexFormat.of().formatHex(sha256(text));
    }

    /** Never the token. */
    @Override
    public String toString() {
        return "Token[" + fingerprint(text).substring(0, 8) + ']';
    }
}
