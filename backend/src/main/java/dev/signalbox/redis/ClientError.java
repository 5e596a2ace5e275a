package dev.signalbox.redis;

import io.vertx.redis.client.Response;
import java.util.regex.Pattern;

/** Tells what Redis replied from what befell the connection: the client has one type for both, and it is no exception. */
final class ClientError {

    private static final Pattern PLACE = Pattern.compile("^ERR \\[\\d+] ");
    private static final Pattern EXCEPTION = Pattern.compile("^([a-z]\\w*\\.)+[A-Z]\\w*");

    private ClientError() {}

    /** Whether Redis is there and refused; else nobody knows what it did. */
    static boolean isReply(Throwable error) {
        String message = message(error);
        return error instanceof Response
                && !message.startsWith("LOADING")
                && !message.startsWith("CONNECTION_CLOSED")
                && !EXCEPTION.matcher(message).lookingAt();
    }

    /** The client makes one text of the errors of a transaction's requests, exceptions too, each behind its place: the first. */
    static String message(Throwable error) {
        String first = String.valueOf(error.getMessage()).lines().findFirst().orElse("");
        return PLACE.matcher(first).replaceFirst("");
    }
}
