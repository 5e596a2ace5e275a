package dev.signalbox.rulebook;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a text by its words, before any parser does: finds the mistakes that a parser meets far from where they were made,
 * and those of which a compiler tells in its own words. Blocks that have one are left out of what comes next, so that one
 * mistake hides no other.
 */
final class FirstLook {

    private final String drl;
    private final Findings findings;
    private final Lines lines;
    private final Set<Block> faulty = new HashSet<>();
    private final List<Diagnostic> problems = new ArrayList<>();
    private final List<Block> blocks;

    FirstLook(String drl) {
        this.drl = drl;
        this.lines = new Lines(drl);
        this.findings = new Findings(drl);
        Tokens.Read read = Tokens.read(drl);
        problems.addAll(read.problems());
        blocks = new Structure(read.tokens(), findings).blocks();
        Scope scope = Scope.of(blocks);
        faulty.addAll(new Imports(blocks, findings).check());
        for (Block block : blocks) {
            if (hasProblem(block)) {
                faulty.add(block);
            } else {
                check(block, scope);
            }
        }
        // A text that is not closed swallows what would have closed other things.
        problems.addAll(findings.all().stream()
                .filter(each -> read.problems().stream().noneMatch(open -> open.line() == each.line()))
                .toList());
    }

    private boolean hasProblem(Block block) {
        int from = lines.at(block.from(), block.from()).line();
        int to = lines.at(block.to(), block.to()).line();
        return java.util.stream.Stream.concat(problems.stream(), findings.all().stream())
                .anyMatch(each -> each.isError() && from <= each.line() && each.line() <= to);
    }

    private void check(Block block, Scope scope) {
        int before = findings.size();
        if (block.isRule()) {
            rule(block, scope);
        } else if (block.kind().equals("declare") && Brackets.inOrder(block.header(), true, findings)) {
            new Declaration(block, scope, findings).check();
        } else if (block.kind().equals("function") && Brackets.inOrder(block.header(), true, findings)) {
            Statements.check(block.header(), findings);
        }
        if (findings.errorsSince(before)) {
            faulty.add(block);
        }
    }

    private void rule(Block rule, Scope scope) {
        Scope own = scope.of(rule);
        Header.check(rule.header(), findings);
        if (Brackets.inOrder(rule.lhs(), false, findings) && rule.kind().equals("rule")) {
            new Conditions(rule, own, findings).check();
        }
        int before = findings.size();
        if (Brackets.inOrder(rule.rhs(), true, findings)) {
            Statements.check(rule.rhs(), findings);
        }
        boolean modifies = rule.rhs().stream().anyMatch(each -> each.is("modify"));
        if (!findings.errorsSince(before) && (modifies || JavaSyntax.inOrder(rule.rhs(), findings))) {
            new Calls(rule.rhs(), own.events(rule), own, findings).check();
        }
    }

    List<Diagnostic> problems() {
        return problems;
    }

    List<Block> blocks() {
        return blocks;
    }

    /** Whether a text that was opened and not closed makes the rest of all unreadable. */
    private static int openComment(String drl, List<Diagnostic> problems) {
        return problems.stream()
                .filter(each -> each.code().equals("open-comment"))
                .findFirst()
                .map(each -> new Lines(drl).start(each.line()) + each.column() - 1)
                .orElse(drl.length());
    }

    /** The text without the blocks that have errors; every position stays. */
    String rest() {
        int end = openComment(drl, problems);
        Set<Block> out = new HashSet<>(faulty);
        out.add(new Block("comment", null, List.of(), List.of(), List.of(), end, drl.length()));
        return Blank.out(drl, out);
    }
}
