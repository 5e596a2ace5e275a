package dev.signalbox.flow.process;

/** Reads process definitions: the text, then its shape, then its meaning. */
public final class Definitions {

    private Definitions() {}

    /** Never throws for what a text may hold: every finding is a problem with its place. */
    public static Parsed parse(String yaml) {
        Problems problems = new Problems();
        Source source = Yaml.read(yaml, problems);
        if (source == null) {
            return new Parsed.Invalid(problems.all());
        }
        Shape.check(source, Profile.check(source, problems), problems);
        if (problems.errors()) {
            return new Parsed.Invalid(problems.all());
        }
        Definition definition = new Compiler(source, problems).compile(yaml);
        return problems.errors() ? new Parsed.Invalid(problems.all()) : new Parsed.Valid(definition, problems.all());
    }
}
