package dev.signalbox.flow.ingest;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The certificates of senders, each fetched once and kept; strangers can neither fill the memory nor ask for many. */
final class Certificates {

    private static final int MOST = 32;
    private static final int AT_ONCE = 4;

    private final Fetch fetch;
    private final Map<String, X509Certificate> known = new LinkedHashMap<>();
    private final Map<String, Future<Void>> coming = new HashMap<>();

    Certificates(Fetch fetch) {
        this.fetch = fetch;
    }

    /** Null when it was not fetched yet. */
    @Nullable
    X509Certificate find(String url) {
        return known.get(url);
    }

    /** Done when {@link #find} has it; fails with a sentence when it cannot be had. */
    Future<Void> fetch(String url) {
        Future<Void> under = coming.get(url);
        if (under != null) {
            return under;
        }
        if (coming.size() >= AT_ONCE) {
            return Future.failedFuture("other certificates are being fetched");
        }
        Future<Void> started = fetch.get(url).compose(pem -> keep(url, pem));
        if (started.isComplete()) {
            return started;
        }
        coming.put(url, started);
        return started.onComplete(done -> coming.remove(url));
    }

    private Future<Void> keep(String url, Buffer pem) {
        try {
            X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes()));
            if (known.size() >= MOST) {
                known.remove(known.keySet().iterator().next());
            }
            known.put(url, certificate);
            return Future.succeededFuture();
        } catch (CertificateException e) {
            return Future.failedFuture("what came is no certificate: " + e.getMessage());
        }
    }
}
