package dev.signalbox.egress;

import io.vertx.core.buffer.Buffer;
import java.util.Map;

/** What became of a call. */
public sealed interface Answer {

    /**
     * The target answered, with whatever status; a redirect is an answer too and is not followed.
     *
     * @param headers by lower-case name; several values of a name are joined by comma
     */
    record Answered(int status, Map<String, String> headers, Buffer body) implements Answer {}

    /**
     * The call was not made, and trying again will not help.
     *
     * @param code {@code egress_denied}
     * @param sentence what was refused, why, and the option that would allow it where there is one
     */
    record Denied(String code, String sentence) implements Answer {

        static Denied because(String sentence) {
            return new Denied("egress_denied", sentence);
        }
    }

    /** The call was made, or tried, and has no usable answer; the target may have acted on it. */
    record Failed(Kind kind, String detail) implements Answer {}

    /** Why there is no usable answer. */
    enum Kind {
        /** No such host, refused, reset, or not HTTP. */
        CONNECTION,
        /** Not whole when its time was over. */
        TIMEOUT,
        /** The certificate is not trusted, has ended, or is for another name. */
        TLS,
        /** Larger than the hub reads. */
        TOO_LARGE
    }
}
