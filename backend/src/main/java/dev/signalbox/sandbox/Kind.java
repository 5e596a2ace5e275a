package dev.signalbox.sandbox;

import java.util.regex.Pattern;

/** What a class of a pack was made of, by the name that the compiler of the engine gave it. */
enum Kind {
    /** All rules; functions of authors are its static methods. */
    MODEL("Rules[0-9A-Fa-f]{32}"),
    /** Rules again, when there are many; made by its static methods. */
    RULES("Rules[0-9A-Fa-f]{32}\\w+"),
    /** One condition, binding or consequence. */
    LAMBDA("Lambda(Predicate|Extractor|Consequence)[0-9A-Fa-f]{32}"),
    /** What is known about types; nothing of an author is in it. */
    METADATA("DomainClassesMetadata[0-9A-Fa-f]{32}(\\$\\w+_Metadata)?"),
    /** A type that a pack declares. */
    DECLARED("\\w+"),
    /** Nested, local and anonymous classes, which no pack may have. */
    OTHER(".*");

    private final Pattern simple;

    Kind(String simple) {
        this.simple = Pattern.compile(simple);
    }

    /** @param name binary, with its package */
    static Kind of(String name) {
        String simple = name.substring(name.lastIndexOf('.') + 1);
        for (Kind kind : values()) {
            if (kind.simple.matcher(simple).matches()) {
                return kind;
            }
        }
        return OTHER;
    }
}
