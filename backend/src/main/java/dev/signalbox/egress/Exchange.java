package dev.signalbox.egress;

import dev.signalbox.egress.Answer.Answered;
import dev.signalbox.egress.Answer.Denied;
import dev.signalbox.egress.Answer.Failed;
import dev.signalbox.egress.Answer.Kind;
import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer, from the connection to the last byte. Whatever the target does, it ends: by the answer, by
 * a fault, or cut off by size or time. Owned by one event loop.
 */
final class Exchange {

    private final Outgoing outgoing;
    private final int limit;
    private final Promise<Answer> answer = Promise.promise();
    private final Buffer body = Buffer.buffer();
    private @Nullable HttpClientRequest request;

    /** @param limit of the answer's body, in bytes */
    Exchange(Outgoing outgoing, int limit) {
        this.outgoing = outgoing;
        this.limit = limit;
    }

    Future<Answer> answer() {
        return answer.future();
    }

    /** Takes the connection over; one that comes after the end is given back unused. */
    void send(HttpClientRequest connected) {
        request = connected;
        if (answer.future().isComplete()) {
            drop();
            return;
        }
        outgoing.headers().forEach(connected::putHeader);
        connected.response().onSuccess(this::receive).onFailure(this::fail);
        connected.exceptionHandler(this::fail);
        end(connected).onFailure(this::fail);
    }

    /** Without a body there is no Content-Length either: some servers refuse a GET that has one. */
    private Future<Void> end(HttpClientRequest connected) {
        return outgoing.body().length() == 0 ? connected.end() : connected.end(outgoing.body());
    }

    private void receive(HttpClientResponse response) {
        response.exceptionHandler(this::fail);
        response.handler(this::take);
        response.endHandler(end -> answer.tryComplete(new Answered(response.statusCode(), headers(response), body)));
    }

    private void take(Buffer part) {
        if (body.length() + part.length() > limit) {
            cut(Kind.TOO_LARGE, "The answer is larger than " + limit + " bytes.");
        } else {
            body.appendBuffer(part);
        }
    }

    private static Map<String, String> headers(HttpClientResponse response) {
        Map<String, String> headers = new LinkedHashMap<>();
        response.headers()
                .forEach((name, value) -> headers.merge(name.toLowerCase(Locale.ROOT), value, (a, b) -> a + ", " + b));
        return headers;
    }

    /** Ends it before anything was sent. */
    void deny(String sentence) {
        answer.tryComplete(Denied.because(sentence));
    }

    /** Ends it now, unless it has ended, and drops the connection. */
    void cut(Kind kind, String detail) {
        if (answer.tryComplete(new Failed(kind, detail))) {
            drop();
        }
    }

    private void drop() {
        if (request != null) {
            // The answer is settled by now: what the dropped connection still says is of no interest.
            request.reset().onComplete(ignored -> {});
        }
    }

    /** Ends it with what went wrong below HTTP. */
    void fail(Throwable fault) {
        cut(kind(fault), detail(fault));
    }

    private static Kind kind(Throwable fault) {
        if (caused(fault, SSLException.class)) {
            return Kind.TLS;
        }
        return fault instanceof ConnectTimeoutException ? Kind.TIMEOUT : Kind.CONNECTION;
    }

    private static boolean caused(Throwable fault, Class<?> by) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (by.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    /** Of TLS the outermost exception says nothing: what is wrong stands in the innermost. */
    private static String detail(Throwable fault) {
        if (caused(fault, CertPathValidatorException.class) || caused(fault, CertPathBuilderException.class)) {
            return "The certificate of the target is not trusted or not in force: " + innermost(fault);
        }
        if (caused(fault, CertificateException.class)) {
            return "The certificate of the target is not accepted: " + innermost(fault);
        }
        return caused(fault, SSLException.class) ? "No TLS connection: " + innermost(fault) : message(fault);
    }

    private static String innermost(Throwable fault) {
        Throwable inner = fault;
        while (inner.getCause() != null) {
            inner = inner.getCause();
        }
        return message(inner);
    }

    private static String message(Throwable fault) {
        String message = fault.getMessage();
        return message == null ? fault.getClass().getSimpleName() : message;
    }
}
