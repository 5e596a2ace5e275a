package dev.signalbox.demo.world;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A forge for code. Tells pushes as GitHub does: its headers, its form, its signature. */
final class Git {

    private static final String HOME = "https://github.example/";
    private static final String COMPARE = "/compare/";
    private static final List<String> REPOSITORIES = List.of("north/signals", "north/points", "south/timetable");
    private static final List<String> PEOPLE = List.of("ana", "bo", "chidi", "dora");

    private final String secret;
    private final Chance chance;

    Git(String secret, Chance chance) {
        this.secret = secret;
        this.chance = chance;
    }

    /** A push to the default branch: the chat must hear of it, once. */
    Scene push(String number) {
        RandomGenerator random = chance.of("push " + number);
        String repository = REPOSITORIES.get(random.nextInt(REPOSITORIES.size()));
        byte[] commit = new byte[6];
        random.nextBytes(commit);
        String compare =
                HOME + repository + COMPARE + number + "..." + HexFormat.of().formatHex(commit);
        Buffer body = new JsonObject()
                .put("ref", "refs/heads/main")
                .put("deleted", false)
                .put("compare", compare)
                .put("pusher", new JsonObject().put("name", PEOPLE.get(random.nextInt(PEOPLE.size()))))
                .put(
                        "repository",
                        new JsonObject()
                                .put("full_name", repository)
                                .put("html_url", HOME + repository)
                                .put("default_branch", "main"))
                .toBuffer();
        String id = UUID.nameUUIDFromBytes((number + compare).getBytes(StandardCharsets.UTF_8))
                .toString();
        Map<String, String> headers = Map.of(
                "Content-Type",
                "application/json",
                "X-GitHub-Event",
                "push",
                "X-GitHub-Delivery",
                id,
                "X-Hub-Signature-256",
                Signing.of(secret, body));
        return Scene.starting(new Fact(id, new Fact.Hook("/hooks/github", headers, body)), "push:" + number);
    }

    /** The push that a text of the chat is about, as an effect; null when it is about something else. */
    static @Nullable String pushIn(String text) {
        int begin = text.indexOf(COMPARE);
        int end = text.indexOf("...", begin);
        return begin < 0 || end < 0 ? null : "push:" + text.substring(begin + COMPARE.length(), end);
    }
}
