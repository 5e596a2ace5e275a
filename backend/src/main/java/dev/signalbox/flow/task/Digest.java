package dev.signalbox.flow.task;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** SHA-256 over texts, each with its length before it, so that no two lists of texts look alike. */
final class Digest {

    private Digest() {}

    static String hex(String... parts) {
        return HexFormat.of().formatHex(of(parts));
    }

    /** The first 16 bytes as 26 characters. */
    static String id(String... parts) {
        String digits = new BigInteger(1, Arrays.copyOf(of(parts), 16)).toString(32);
        return "0".repeat(26 - digits.length()) + digits;
    }

    private static byte[] of(String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
