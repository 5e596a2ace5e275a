package dev.signalbox.snippet;

import dev.signalbox.snippet.Recipe.Header;
import dev.signalbox.snippet.Recipe.Sign;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A delivery by the standard library of Python. */
final class PythonProgram {

    private PythonProgram() {}

    static String of(Recipe recipe) {
        StringBuilder text = new StringBuilder(Quotes.head("#", recipe));
        text.append(imports(recipe));
        if (recipe.secret()) {
            text.append("secret = os.environ[\"SECRET\"]\n");
        }
        text.append("id = str(uuid.uuid4())\n");
        if (recipe.seconds()) {
            text.append("seconds = str(int(time.time()))\n");
        }
        text.append("body = ")
                .append(
                        recipe.json()
                                ? "json.dumps(" + recipe.body().replace("\"" + Recipe.ID + '"', "id") + ')'
                                : Quotes.form(recipe))
                .append('\n');
        Sign sign = recipe.sign();
        if (sign != null) {
            sign(text, sign);
        }
        return send(text, recipe).toString();
    }

    private static String imports(Recipe recipe) {
        Sign sign = recipe.sign();
        boolean base64 = sign != null && (sign.base64() || sign.base64Key());
        return (base64 ? "import base64\n" : "")
                + (sign == null ? "" : "import hashlib\nimport hmac\n")
                + (recipe.json() ? "import json\n" : "")
                + (recipe.secret() ? "import os\n" : "")
                + "import sys\n"
                + (recipe.seconds() ? "import time\n" : "")
                + "import urllib.error\nimport urllib.request\nimport uuid\n\n";
    }

    private static void sign(StringBuilder text, Sign sign) {
        text.append("key = ")
                .append(sign.base64Key() ? "base64.b64decode(secret.removeprefix(\"whsec_\"))" : "secret.encode()")
                .append("\nsigned = ")
                .append(sign.signed().stream().map(PythonProgram::piece).collect(Collectors.joining(" + ")))
                .append("\nmac = hmac.new(key, signed.encode(), hashlib.")
                .append(sign.sha1() ? "sha1" : "sha256")
                .append(")\nsignature = ")
                .append(sign.base64() ? "base64.b64encode(mac.digest()).decode()" : "mac.hexdigest()")
                .append('\n');
    }

    private static StringBuilder send(StringBuilder text, Recipe recipe) {
        text.append("\nrequest = urllib.request.Request(")
                .append(Quotes.of(recipe.url()))
                .append(", body.encode(), {\n");
        recipe.headers().forEach(header -> text.append("    ")
                .append(Quotes.of(header.name()))
                .append(": ")
                .append(value(header))
                .append(",\n"));
        return text.append("})\ntry:\n")
                .append("    with urllib.request.urlopen(request) as answer:\n")
                .append("        print(answer.status, answer.read().decode())\n")
                .append("except urllib.error.HTTPError as refused:\n")
                .append("    sys.exit(f\"{refused.code} {refused.read().decode()}\")\n");
    }

    private static String piece(@Nullable Header piece) {
        return piece == null ? "body" : value(piece);
    }

    private static String value(Header header) {
        return Quotes.joined(header);
    }
}
