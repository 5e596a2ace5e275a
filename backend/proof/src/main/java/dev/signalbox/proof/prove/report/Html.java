package dev.signalbox.proof.prove.report;

import com.google.errorprone.annotations.CanIgnoreReturnValue;

/** HTML in the making; text is escaped. */
final class Html {

    private final StringBuilder out = new StringBuilder();

    @CanIgnoreReturnValue
    Html raw(String markup) {
        out.append(markup);
        return this;
    }

    @CanIgnoreReturnValue
    Html text(String text) {
        return raw(escaped(text));
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** Begins a table; who calls ends it. */
    @CanIgnoreReturnValue
    Html table(String... heads) {
        raw("<table>");
        if (!String.join("", heads).isEmpty()) {
            raw("<thead><tr>");
            for (String head : heads) {
                raw("<th>").text(head).raw("</th>");
            }
            raw("</tr></thead>");
        }
        return raw("<tbody>");
    }

    void row(String... cells) {
        raw("<tr>");
        for (String cell : cells) {
            raw("<td>").text(cell).raw("</td>");
        }
        raw("</tr>");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
