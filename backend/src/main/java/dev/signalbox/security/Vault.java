package dev.signalbox.security;

import dev.signalbox.config.StartRefused;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Keeps secrets that came by the API unreadable at rest: AES-256-GCM under a key that lies in a file of its own. */
public final class Vault {

    private static final String VERSION = "v1.";
    private static final int KEY = 32;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int CHECK = 8;

    private final SecretKeySpec key;
    private final SecureRandom random;

    private Vault(byte[] key, SecureRandom random) {
        this.key = new SecretKeySpec(key, "AES");
        this.random = random;
    }

    /**
     * Reads the key of a file, which is made with a fresh one when it is not there.
     *
     * @throws StartRefused when the file holds no key of 256 bits, or can be neither read nor made
     */
    public static Vault at(Path file, SecureRandom random) {
        String text = new SecretFile(file).readOrCreate(() -> {
            byte[] fresh = new byte[KEY];
            random.nextBytes(fresh);
            return Base64.getEncoder().encodeToString(fresh);
        });
        return new Vault(decoded(text, file), random);
    }

    /** Tells this key from others, and nothing else of it. */
    public String check() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] sum = mac.doFinal("signalbox master key".getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sum, 0, CHECK);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA256", e);
        }
    }

    /** @param about what the secret belongs to, such as {@code source/shop}; it can be opened only for the same */
    public String seal(String secret, String about) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, about).doFinal(secret.getBytes(StandardCharsets.UTF_8));
            Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
            return VERSION + base64.encodeToString(nonce) + '.' + base64.encodeToString(sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    /** @throws Locked when it was sealed under another key or for something else, or was changed */
    public String open(String sealed, String about) throws Locked {
        String[] parts = sealed.split("\\.", -1);
        if (parts.length != 3 || !sealed.startsWith(VERSION)) {
            throw new Locked(about, null);
        }
        try {
            byte[] nonce = Base64.getDecoder().decode(parts[1]);
            byte[] plain = cipher(Cipher.DECRYPT_MODE, nonce, about)
                    .doFinal(Base64.getDecoder().decode(parts[2]));
            return new String(plain, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new Locked(about, e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String about) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(about.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] decoded(String text, Path file) {
        try {
            byte[] key = Base64.getDecoder().decode(text);
            if (key.length == KEY) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            throw broken(file);
        }
        throw broken(file);
    }

    private static StartRefused broken(Path file) {
        return StartRefused.configuration(
                "the master key in " + file + " is not 32 bytes in base64: put the right file back, or move it away to"
                        + " start with a new key and give all secrets again");
    }

    /** A secret cannot be opened with this key. */
    public static final class Locked extends Exception {
        private static final long serialVersionUID = 1L;

        Locked(String about, @Nullable Throwable cause) {
            super(
                    "the secret of " + about + " cannot be opened: the master key is not the one it was sealed with;"
                            + " put its file back (data/master.key, or --master-key-file), or give the secret again",
                    cause);
        }
    }
}
