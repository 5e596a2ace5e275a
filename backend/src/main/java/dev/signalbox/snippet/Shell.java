package dev.signalbox.snippet;

/** Text as a shell takes it. */
final class Shell {

    private Shell() {}

    /** One word, whatever is in it. */
    static String word(String text) {
        return '\'' + text.replace("'", "'\\''") + '\'';
    }

    /** The body as one word, with the value of {@code $id} in it. */
    static String body(String json) {
        return word(json).replace(Recipe.ID, "'\"$id\"'");
    }

    /** What may stand between double quotes for itself. */
    static String quoted(String text) {
        return text.replaceAll("([\\\\\"$`])", "\\\\$1");
    }
}
