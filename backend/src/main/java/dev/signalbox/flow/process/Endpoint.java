package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The address of a call: a URI template whose scheme and host are fixed. */
record Endpoint(String template) {

    /** Scheme, then a host and port without variables and without a user. */
    static final Pattern FORM = Pattern.compile("(?i)https?://[a-z0-9._~\\[\\]:-]+([/?#]\\S*)?");

    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]*)}");

    /** Variables are properties of the input; one that is not there becomes nothing. */
    String expand(JsonNode input) {
        Matcher matcher = VARIABLE.matcher(template);
        StringBuilder uri = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(uri, Matcher.quoteReplacement(value(matcher.group(1), input)));
        }
        return matcher.appendTail(uri).toString();
    }

    /** Adds {@code query}: a list gives one parameter for each element, null gives none. */
    static String withQuery(String uri, JsonNode query) {
        StringBuilder text = new StringBuilder();
        query.properties().forEach(parameter -> {
            JsonNode value = parameter.getValue();
            Iterable<JsonNode> all = value.isArray() ? value : List.of(value);
            for (JsonNode one : all) {
                if (!one.isNull()) {
                    text.append(text.isEmpty() ? "" : "&").append(escape(parameter.getKey()));
                    text.append('=').append(escape(scalar("query." + parameter.getKey(), one)));
                }
            }
        });
        int fragment = uri.indexOf('#');
        String before = fragment < 0 ? uri : uri.substring(0, fragment);
        return text.isEmpty() ? before : before + (before.contains("?") ? "&" : "?") + text;
    }

    private static String value(String name, JsonNode input) {
        String text = scalar(name, input.path(name));
        if (text.equals(".") || text.equals("..")) {
            throw Faulted.expression("the value of {" + name + "} in the endpoint may not be \"" + text
                    + "\": it would lead to another path");
        }
        return escape(text);
    }

    static String scalar(String name, JsonNode value) {
        if (value.isContainerNode()) {
            throw Faulted.expression("\"" + name + "\" of a call must be a text, number or boolean, not "
                    + (value.isArray() ? "an array" : "an object"));
        }
        return value.isNull() || value.isMissingNode() ? "" : value.asText();
    }

    /** Percent-encodes everything but the unreserved characters of RFC 3986. */
    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (octet & 0xFF);
            if (character < 128 && (Character.isLetterOrDigit(character) || "-._~".indexOf(character) >= 0)) {
                escaped.append(character);
            } else {
                escaped.append('%').append(String.format("%02X", (int) character));
            }
        }
        return escaped.toString();
    }
}
