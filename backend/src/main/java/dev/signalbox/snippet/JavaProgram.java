package dev.signalbox.snippet;

import dev.signalbox.snippet.Recipe.Header;
import dev.signalbox.snippet.Recipe.Sign;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A delivery by the HttpClient of the JDK. */
final class JavaProgram {

    private static final String IN = "        ";

    private JavaProgram() {}

    static String of(Recipe recipe) {
        StringBuilder text = new StringBuilder(Quotes.head("//", recipe));
        text.append(imports(recipe));
        text.append("public class Send {\n    public static void main(String[] args) throws Exception {\n");
        if (recipe.secret()) {
            text.append(IN).append("String secret = System.getenv(\"SECRET\");\n");
        }
        text.append(IN).append("String id = UUID.randomUUID().toString();\n");
        if (recipe.seconds()) {
            text.append(IN).append("String seconds = Long.toString(System.currentTimeMillis() / 1000);\n");
        }
        text.append(IN)
                .append("String body = ")
                .append(Quotes.of(recipe.body()).replace(Recipe.ID, "\" + id + \""))
                .append(";\n");
        Sign sign = recipe.sign();
        if (sign != null) {
            sign(text, sign);
        }
        return send(text, recipe).append("    }\n}\n").toString();
    }

    private static String imports(Recipe recipe) {
        Sign sign = recipe.sign();
        boolean base64 = sign != null && (sign.base64() || sign.base64Key());
        return "import java.net.URI;\n"
                + "import java.net.http.HttpClient;\n"
                + "import java.net.http.HttpRequest;\n"
                + "import java.net.http.HttpResponse;\n"
                + (base64 ? "import java.util.Base64;\n" : "")
                + (sign != null && !sign.base64() ? "import java.util.HexFormat;\n" : "")
                + "import java.util.UUID;\n"
                + (sign == null ? "" : "import javax.crypto.Mac;\nimport javax.crypto.spec.SecretKeySpec;\n")
                + "\n";
    }

    private static void sign(StringBuilder text, Sign sign) {
        String key = sign.base64Key()
                ? "Base64.getDecoder().decode(secret.replaceFirst(\"^whsec_\", \"\"))"
                : "secret.getBytes(\"UTF-8\")";
        String signed = sign.signed().stream().map(JavaProgram::piece).collect(Collectors.joining(" + "));
        boolean one = sign.signed().size() == 1;
        text.append(IN).append("byte[] key = ").append(key).append(";\n");
        String algorithm = sign.sha1() ? "HmacSHA1" : "HmacSHA256";
        text.append(IN).append("Mac mac = Mac.getInstance(\"" + algorithm + "\");\n");
        text.append(IN).append("mac.init(new SecretKeySpec(key, \"" + algorithm + "\"));\n");
        text.append(IN)
                .append("byte[] sum = mac.doFinal(")
                .append(one ? signed : '(' + signed + ')')
                .append(".getBytes(\"UTF-8\"));\n");
        text.append(IN)
                .append("String signature = ")
                .append(sign.base64() ? "Base64.getEncoder().encodeToString(sum)" : "HexFormat.of().formatHex(sum)")
                .append(";\n");
    }

    /** The hub speaks HTTP/1.1 and refuses the change to HTTP/2 that this client asks for when it is not told. */
    private static StringBuilder send(StringBuilder text, Recipe recipe) {
        text.append('\n').append(IN).append("HttpRequest request = HttpRequest.newBuilder(URI.create(");
        text.append(Quotes.of(recipe.url())).append("))\n");
        recipe.headers().forEach(header -> text.append(IN)
                .append("        .header(")
                .append(Quotes.of(header.name()))
                .append(", ")
                .append(value(header))
                .append(")\n"));
        return text.append("""
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build();
                        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
                        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
                        System.out.println(answer.statusCode() + " " + answer.body());
                        System.exit(answer.statusCode() < 300 ? 0 : 1);
                """);
    }

    private static String piece(@Nullable Header piece) {
        return piece == null ? "body" : value(piece);
    }

    private static String value(Header header) {
        return Quotes.joined(header);
    }
}
