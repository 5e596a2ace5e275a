package dev.signalbox.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.event.Payload;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a request asks for, read once and with complaints in words. */
final class Query {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MOST = 500;

    private final RoutingContext context;

    Query(RoutingContext context) {
        this.context = context;
    }

    /** A parameter of the path. */
    String path(String name) {
        return String.valueOf(context.pathParam(name));
    }

    /** A parameter of the query; null when it is absent or empty. */
    @Nullable
    String text(String name) {
        String value = context.request().getParam(name);
        return value == null || value.isEmpty() ? null : value;
    }

    @Nullable
    String oneOf(String name, Set<String> values) {
        String value = text(name);
        if (value != null && !values.contains(value)) {
            throw Problem.wrong(
                    name + " is \"" + Problem.cut(value) + '"',
                    "use one of " + String.join(", ", values.stream().sorted().toList()));
        }
        return value;
    }

    int limit() {
        Integer limit = number("limit");
        if (limit == null) {
            return DEFAULT_LIMIT;
        }
        if (limit < 1 || limit > MOST) {
            throw Problem.wrong("limit is " + limit, "use a number from 1 to " + MOST);
        }
        return limit;
    }

    @Nullable
    Integer number(String name) {
        String value = text(name);
        try {
            return value == null ? null : Integer.valueOf(value);
        } catch (NumberFormatException e) {
            throw Problem.wrong(name + " is \"" + Problem.cut(value) + "\", which is no number", "give a whole number");
        }
    }

    /** A time, in milliseconds since the epoch. */
    long time(String name, long otherwise) {
        String value = text(name);
        try {
            return value == null ? otherwise : Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw Problem.wrong(
                    name + " is \"" + Problem.cut(value) + "\", which is no time", "give milliseconds since the epoch");
        }
    }

    /** The body as a JSON object. */
    ObjectNode body() {
        String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw Problem.of(
                    415, "not_json", "the body is of type " + Problem.cut(type), "send Content-Type: application/json");
        }
        Buffer bytes = context.body().buffer();
        try {
            JsonNode node = Payload.STRICT.readTree(bytes == null ? new byte[0] : bytes.getBytes());
            if (node instanceof ObjectNode object) {
                return object;
            }
            throw Problem.wrong("the body is no JSON object", "send {...}");
        } catch (JsonProcessingException e) {
            throw Problem.wrong(
                    "the body is no JSON: " + Problem.cut(e.getOriginalMessage()),
                    "look at line " + line(e) + ", column " + column(e));
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be read", e);
        }
    }

    /** What a list says to a cursor that is none. */
    static Throwable cursor(Throwable fault) {
        return fault instanceof IllegalArgumentException
                ? Problem.wrong(String.valueOf(fault.getMessage()), "use next of the page before, or leave it out")
                : fault;
    }

    private static int line(JsonProcessingException e) {
        return e.getLocation() == null ? 1 : e.getLocation().getLineNr();
    }

    private static int column(JsonProcessingException e) {
        return e.getLocation() == null ? 1 : e.getLocation().getColumnNr();
    }
}
