package dev.signalbox.snippet;

import dev.signalbox.snippet.Recipe.Header;
import dev.signalbox.snippet.Recipe.Sign;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A delivery by the fetch of Node. */
final class JavaScriptProgram {

    private JavaScriptProgram() {}

    static String of(Recipe recipe) {
        StringBuilder text = new StringBuilder();
        text.append(Quotes.head("//", recipe));
        text.append("import { ")
                .append(recipe.sign() == null ? "" : "createHmac, ")
                .append("randomUUID } from 'node:crypto';\n\n");
        if (recipe.secret()) {
            text.append("const secret = process.env.SECRET;\n");
        }
        text.append("const id = randomUUID();\n");
        if (recipe.seconds()) {
            text.append("const seconds = String(Math.floor(Date.now() / 1000));\n");
        }
        text.append("const body = ")
                .append(
                        recipe.json()
                                ? "JSON.stringify(" + recipe.body().replace("\"" + Recipe.ID + '"', "id") + ')'
                                : Quotes.form(recipe))
                .append(";\n");
        Sign sign = recipe.sign();
        if (sign != null) {
            sign(text, sign);
        }
        return send(text, recipe).toString();
    }

    private static void sign(StringBuilder text, Sign sign) {
        String key = "secret";
        if (sign.base64Key()) {
            text.append("const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');\n");
            key = "key";
        }
        text.append("const signature = createHmac(")
                .append(sign.sha1() ? "'sha1', " : "'sha256', ")
                .append(key)
                .append(")\n  .update(")
                .append(sign.signed().stream().map(JavaScriptProgram::piece).collect(Collectors.joining(" + ")))
                .append(")\n  .digest('")
                .append(sign.base64() ? "base64" : "hex")
                .append("');\n");
    }

    private static StringBuilder send(StringBuilder text, Recipe recipe) {
        text.append("\nconst answer = await fetch(")
                .append(Quotes.of(recipe.url()))
                .append(", {\n");
        text.append("  method: 'POST',\n  headers: {\n");
        recipe.headers().forEach(header -> text.append("    ")
                .append(Quotes.of(header.name()))
                .append(": ")
                .append(value(header))
                .append(",\n"));
        return text.append("  },\n  body,\n});\n")
                .append("console.log(answer.status, await answer.text());\n")
                .append("process.exitCode = answer.ok ? 0 : 1;\n");
    }

    private static String piece(@Nullable Header piece) {
        return piece == null ? "body" : value(piece);
    }

    private static String value(Header header) {
        return Quotes.joined(header);
    }
}
