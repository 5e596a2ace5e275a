package dev.signalbox.snippet;

import dev.signalbox.snippet.Recipe.Header;
import dev.signalbox.snippet.Recipe.Made;
import java.util.Locale;

/** Text between double quotes, as JavaScript, Python and Java all read it. */
final class Quotes {

    private Quotes() {}

    static String of(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** The first line: where the secret comes from. */
    static String head(String comment, Recipe recipe) {
        return recipe.secret()
                ? comment + " The environment variable SECRET holds the secret of the source " + recipe.source() + ".\n"
                : "";
    }

    /** The value of a header as an expression; what is made has a variable of its own name. */
    static String joined(Header header) {
        String text = piece(header);
        return header.then() == null ? text : text + " + " + joined(header.then());
    }

    private static String piece(Header header) {
        if (header.made() == Made.TEXT) {
            return of(header.text());
        }
        String made = header.made().name().toLowerCase(Locale.ROOT);
        return header.text().isEmpty() ? made : of(header.text()) + " + " + made;
    }

    /** A body that is no JSON as an expression; the id is a variable. */
    static String form(Recipe recipe) {
        return of(recipe.body()).replace(Recipe.ID, "\" + id + \"");
    }
}
