package dev.signalbox.rulebook;

/**
 * One word or sign of a rule text; comments are none.
 *
 * @param from index of its first character
 * @param to index behind its last character
 */
record Token(Kind kind, String text, int from, int to) {

    enum Kind {
        WORD,
        /** In quotes. */
        TEXT,
        /** With whatever unit stands at it: {@code 5m}, and {@code 5min} too. */
        NUMBER,
        SIGN
    }

    boolean is(String other) {
        return kind != Kind.TEXT && text.equals(other);
    }

    boolean isOneOf(java.util.Collection<String> others) {
        return kind != Kind.TEXT && others.contains(text);
    }

    boolean isWord() {
        return kind == Kind.WORD;
    }

    boolean isText() {
        return kind == Kind.TEXT;
    }

    boolean isNumber() {
        return kind == Kind.NUMBER;
    }

    boolean isVariable() {
        return isWord() && text.startsWith("$");
    }

    /** Whether it is written like a class. */
    boolean isClass() {
        return isWord() && Character.isUpperCase(text.charAt(0));
    }

    boolean opens() {
        return is("(") || is("[") || is("{");
    }

    boolean closes() {
        return is(")") || is("]") || is("}");
    }

    /** What stands between the quotes. */
    String bare() {
        boolean closed = text.length() > 1 && text.charAt(text.length() - 1) == text.charAt(0);
        return text.substring(1, closed ? text.length() - 1 : text.length());
    }
}
