package dev.signalbox.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.List;

/** A certificate for 127.0.0.1 and no name, which signs for itself; one for all servers of this process. */
public final class TestCertificate {

    public static final String PASSWORD = "changeit";

    private static final String ALIAS = "server";
    private static final TestCertificate ONE = make();

    private final Path folder;
    private final PrivateKey key;

    private TestCertificate(Path folder, PrivateKey key) {
        this.folder = folder;
        this.key = key;
    }

    public static TestCertificate shared() {
        return ONE;
    }

    /** Key and certificate, under {@link #PASSWORD}. */
    public Path keyStore() {
        return keyStore(folder);
    }

    private static Path keyStore(Path folder) {
        return folder.resolve("server.p12");
    }

    /** What a client trusts. */
    public Path certificate() {
        return folder.resolve("server.pem");
    }

    /** The same as a text. */
    public String pem() {
        try {
            return Files.readString(certificate());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path key() {
        return folder.resolve("server.key");
    }

    public PrivateKey privateKey() {
        return key;
    }

    private static TestCertificate make() {
        try {
            Path folder = Files.createTempDirectory("signalbox-certificate");
            keytool(keyStore(folder), folder.resolve("told"));
            KeyStore store = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(keyStore(folder))) {
                store.load(in, PASSWORD.toCharArray());
            }
            PrivateKey key = (PrivateKey) store.getKey(ALIAS, PASSWORD.toCharArray());
            TestCertificate made = new TestCertificate(folder, key);
            pem(made.certificate(), "CERTIFICATE", store.getCertificate(ALIAS).getEncoded());
            pem(made.key(), "PRIVATE KEY", key.getEncoded());
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void keytool(Path store, Path told) throws IOException {
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=server",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-alias",
                        ALIAS,
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(told.toFile())
                .start();
        if (keytool.onExit().join().exitValue() != 0) {
            throw new IllegalStateException(Files.readString(told));
        }
    }

    private static void pem(Path file, String what, byte[] bytes) throws IOException {
        String text = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(bytes);
        Files.writeString(file, "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
    }
}
