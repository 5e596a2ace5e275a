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

    /** Why there is no usable answer; with its error as the workflow language names it. */
    enum Kind {
        /** No such host, refused, reset, or not HTTP. */
        CONNECTION("communication", 503, "The target cannot be reached"),
        /** Not whole when its time was over. */
        TIMEOUT("timeout", 408, "The target did not answer in time"),
        /** The certificate is not trusted, has ended, or is for another name. */
        TLS("communication", 502, "The target's certificate is not trusted"),
        /** Larger than the hub reads. */
        TOO_LARGE("communication", 502, "The target's answer is too large");

        private final String error;
        private final int status;
        private final String title;

        Kind(String error, int status, String title) {
            this.error = error;
            this.status = status;
            this.title = title;
        }

        public String error() {
            return error;
        }

        public int status() {
            return status;
        }

        public String title() {
            return title;
        }
    }
}
