package dev.signalbox.config;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A setting with what was given for it and by whom.
 *
 * @param texts one text, or as many as were given for a repeatable setting; empty when nothing was given
 * @param origin where it was given, for people: {@code --admin-port}, {@code signalbox.yaml line 3}, {@code default}
 * @param exitCode of a value that cannot be understood: a wrong flag is a wrong call, all else a wrong configuration
 * @param base folder from which relative paths are meant
 */
public record Given(Setting setting, List<String> texts, String origin, ExitCode exitCode, Path base) {

    private static final Pattern CREDENTIALS = Pattern.compile("//([^:@/]*):[^@/]*@");

    /** The only text; empty when nothing was given. */
    String text() {
        return texts.isEmpty() ? "" : texts.get(0);
    }

    /** The value for people, without secrets. */
    public String shown() {
        return hidden(String.join(", ", texts));
    }

    /** A refusal of this value that says what was wanted, what came and from where. */
    StartRefused refuse(String wanted) {
        String sentence = setting.key() + " must be " + wanted + ", but it is \"" + shown() + "\" (" + origin + ")";
        return new StartRefused(exitCode, sentence);
    }

    static boolean hasPassword(String url) {
        return CREDENTIALS.matcher(url).find();
    }

    private static String hidden(String text) {
        return CREDENTIALS.matcher(text).replaceAll("//$1:****@");
    }
}
