package dev.signalbox.snippet;

import dev.signalbox.snippet.Recipe.Header;
import dev.signalbox.snippet.Recipe.Sign;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A delivery by curl, signed by openssl. */
final class CurlLine {

    private CurlLine() {}

    static String of(Recipe recipe) {
        StringBuilder text = new StringBuilder();
        if (recipe.secret()) {
            text.append("# SECRET is the secret of the source ")
                    .append(recipe.source())
                    .append(": export SECRET='...'\n");
        }
        text.append("id=\"hello-$(date +%s)-$$\"\n");
        if (recipe.seconds()) {
            text.append("seconds=$(date +%s)\n");
        }
        text.append("body=").append(Shell.body(recipe.body())).append('\n');
        Sign sign = recipe.sign();
        if (sign != null) {
            sign(text, sign);
        }
        text.append("curl -i ").append(recipe.url()).append(" \\\n");
        recipe.headers().forEach(header -> text.append("  -H \"")
                .append(header.name())
                .append(": ")
                .append(value(header))
                .append("\" \\\n"));
        return text.append("  --data-binary \"$body\"\n").toString();
    }

    private static void sign(StringBuilder text, Sign sign) {
        String key = "-hmac \"$SECRET\"";
        if (sign.base64Key()) {
            text.append(
                    "key=$(printf %s \"${SECRET#whsec_}\" | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \\n')\n");
            key = "-mac HMAC -macopt hexkey:\"$key\"";
        }
        String signed = sign.signed().stream().map(CurlLine::piece).collect(Collectors.joining());
        text.append("signature=$(printf %s \"")
                .append(signed)
                .append(sign.sha1() ? "\" | openssl dgst -sha1 " : "\" | openssl dgst -sha256 ")
                .append(key)
                .append(sign.base64() ? " -binary | openssl base64 -A)\n" : " -r | cut -d' ' -f1)\n");
    }

    private static String piece(@Nullable Header piece) {
        return piece == null ? "$body" : value(piece).replaceAll("\\$(id|seconds)$", "\\${$1}");
    }

    private static String value(Header header) {
        return header.then() == null ? made(header) : made(header) + value(header.then());
    }

    private static String made(Header header) {
        String text = Shell.quoted(header.text());
        return switch (header.made()) {
            case TEXT -> text;
            case ID -> text + "$id";
            case SECONDS -> text + "$seconds";
            case SECRET -> text + "$SECRET";
            case SIGNATURE -> text + "$signature";
        };
    }
}
