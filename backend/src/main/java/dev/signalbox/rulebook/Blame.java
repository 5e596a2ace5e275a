package dev.signalbox.rulebook;

import dev.signalbox.rulebook.JavaBlame.Placed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the place of the compiler's messages, which name none. Most tell by their words which rule they are about; rules
 * are compiled alone only when nothing else tells, and then no more than some.
 */
final class Blame {

    private static final Pattern RULE = Pattern.compile("(?:in|on) rule ['\"]?(.+?)['\"]?\\.?$", Pattern.MULTILINE);

    /** What a compiler says of a rule can keep it from saying more of others. */
    private static final int ROUNDS = 4;

    /** Builds of single rules that one check may cost. */
    private static final int ALONE = 12;

    private final Parsed parsed;
    private final Compiler compiler;
    private final JavaBlame java;
    private final List<Diagnostic> placed = new ArrayList<>();
    private final Set<RuleTree> culprits = new HashSet<>();
    private boolean cleared;

    Blame(Parsed parsed, Compiler compiler) {
        this.parsed = parsed;
        this.compiler = compiler;
        this.java = new JavaBlame(parsed);
    }

    List<Diagnostic> place(List<Compiler.Said> messages) {
        List<Compiler.Said> rest = messages;
        for (int round = 0; round < ROUNDS && !rest.isEmpty(); round++) {
            int before = culprits.size();
            List<Compiler.Said> unplaced = new ArrayList<>();
            rest.stream().filter(said -> !place(said)).forEach(unplaced::add);
            if (culprits.size() == before && !unplaced.isEmpty()) {
                alone(unplaced);
            }
            rest = culprits.size() == before ? List.of() : again();
        }
        if (placed.isEmpty()) {
            placed.add(Diagnostic.error(
                    Diagnostic.Spot.TOP,
                    "compile",
                    Message.firstLine(messages.get(0).text()),
                    null));
        }
        return placed;
    }

    /** What is said of the text without the culprits. */
    private List<Compiler.Said> again() {
        List<Compiler.Said> said =
                compiler.build(parsed.pack(), Proven.blank(parsed, culprits)).messages();
        cleared = said.isEmpty();
        return said;
    }

    /** Whether all other rules compile. */
    boolean cleared() {
        return cleared;
    }

    Set<RuleTree> culprits() {
        return culprits;
    }

    /** Whether it tells by its words what it is about. */
    private boolean place(Compiler.Said said) {
        List<Placed> ofJava = java.place(said);
        ofJava.forEach(each -> {
            placed.add(each.diagnosis());
            parsed.rules().stream()
                    .filter(rule ->
                            each.block().holds(parsed.lines().index(rule.rule().getStartCharacter())))
                    .forEach(culprits::add);
        });
        if (!ofJava.isEmpty()) {
            return true;
        }
        List<RuleTree> owners = owners(said);
        owners.forEach(rule -> placed.add(new Message(parsed, rule).place(said)));
        culprits.addAll(owners);
        return !owners.isEmpty();
    }

    private List<RuleTree> owners(Compiler.Said said) {
        Matcher named = RULE.matcher(said.text());
        String name = named.find() ? named.group(1) : null;
        return parsed.rules().stream()
                .filter(rule -> !culprits.contains(rule))
                .filter(rule -> rule.rule().getName().equals(name) || new Message(parsed, rule).isAbout(said))
                .toList();
    }

    /** Nothing tells: each rule by itself, as many as may be. */
    private void alone(List<Compiler.Said> unplaced) {
        List<RuleTree> left = parsed.rules().stream()
                .filter(rule -> !culprits.contains(rule))
                .limit(ALONE)
                .toList();
        int before = placed.size();
        for (RuleTree rule : left) {
            Set<RuleTree> others = new HashSet<>(parsed.rules());
            others.remove(rule);
            List<Compiler.Said> own = left.size() == 1
                    ? unplaced
                    : compiler.build(parsed.pack(), Proven.blank(parsed, others))
                            .messages();
            own.forEach(said -> placed.add(new Message(parsed, rule).place(said)));
            if (!own.isEmpty()) {
                culprits.add(rule);
            }
        }
        if (placed.size() == before) {
            placed.add(Diagnostic.error(
                    Diagnostic.Spot.TOP,
                    "compile",
                    Message.firstLine(unplaced.get(0).text()),
                    null));
        }
    }
}
