package dev.signalbox.flow.process;

import java.util.HashSet;
import java.util.Set;

/** Compiles the tasks that have other tasks inside. */
final class Blocks {

    private static final String EACH = "item";
    private static final String AT = "index";

    private final Source source;
    private final Problems problems;
    private final Texts texts;
    private final Compiler compiler;

    Blocks(Source source, Problems problems, Texts texts, Compiler compiler) {
        this.source = source;
        this.problems = problems;
        this.texts = texts;
        this.compiler = compiler;
    }

    Block block(String pointer, Set<String> known) {
        return new Block(compiler.sequence(pointer + "/do", pointer, known));
    }

    Fork fork(String pointer, Set<String> known) {
        String at = pointer + "/fork/branches";
        return new Fork(
                compiler.branches(at, pointer, known),
                source.at(pointer + "/fork/compete").asBoolean());
    }

    Loop loop(String pointer, Set<String> known) {
        if (!source.at(pointer).has("do")) {
            problems.error(source.key(pointer + "/for"), "missing-property", "`for` needs a `do`", null);
        }
        String each = variable(pointer + "/for/each", EACH);
        String at = variable(pointer + "/for/at", AT);
        if (each.equals(at)) {
            problems.error(source.value(pointer + "/for/at"), "name", "$" + at + " is the element already", null);
        }
        Set<String> inside = new HashSet<>(known);
        inside.add(each);
        inside.add(at);
        Template items = texts.bare(pointer + "/for/in", known);
        return new Loop(
                each,
                at,
                items == null ? Actions.NOTHING : items,
                texts.condition(pointer + "/while", inside),
                compiler.sequence(pointer + "/do", pointer, inside));
    }

    /** The name of a variable that a task gives to those inside. */
    String variable(String pointer, String otherwise) {
        String name = source.at(pointer).asText(otherwise);
        if (Scenery.NAMES.contains(name)) {
            problems.error(source.value(pointer), "name", "$" + name + " has a meaning of its own", "write another");
        }
        return name;
    }
}
