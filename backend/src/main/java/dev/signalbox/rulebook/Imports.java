package dev.signalbox.rulebook;

import dev.signalbox.rulebook.Findings.Said;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Finds what rules use and the head of the text does not name: the event, the hub. */
final class Imports {

    private final List<Block> blocks;
    private final Findings findings;
    private final Set<String> heads;

    Imports(List<Block> blocks, Findings findings) {
        this.blocks = blocks;
        this.findings = findings;
        this.heads = blocks.stream()
                .filter(block -> block.kind().equals("head"))
                .map(block -> block.header().stream()
                        .filter(token -> !token.is(";"))
                        .map(Token::text)
                        .collect(Collectors.joining(" ")))
                .collect(Collectors.toSet());
    }

    /** The blocks that cannot be compiled without what is missing. It is told once. */
    Set<Block> check() {
        Set<Block> useless = new HashSet<>();
        if (!heads.contains("import dev . signalbox . event . Event")) {
            useless.addAll(need(Imports::pattern, "no-import", "Event", "import dev.signalbox.event.Event"));
        }
        boolean global = heads.stream().anyMatch(head -> head.startsWith("global ") && head.endsWith(" hub"));
        boolean hub = heads.contains("import dev . signalbox . rules . Hub");
        if (!global) {
            useless.addAll(need(
                    block -> hub(block),
                    "no-global",
                    "hub",
                    hub ? "global Hub hub" : "import dev.signalbox.rules.Hub, and below it: global Hub hub"));
        } else if (!hub && heads.contains("global Hub hub")) {
            blocks.stream()
                    .filter(block -> block.kind().equals("head"))
                    .flatMap(block -> block.header().stream())
                    .filter(token -> token.is("Hub"))
                    .findFirst()
                    .ifPresent(token -> told(token, "no-import", "Hub", "import dev.signalbox.rules.Hub"));
            useless.addAll(blocks);
        }
        return useless;
    }

    private static Optional<Token> pattern(Block block) {
        List<Token> tokens = block.lhs();
        for (int i = 0; i + 1 < tokens.size(); i++) {
            boolean qualified = i > 0 && tokens.get(i - 1).is(".");
            if (tokens.get(i).is("Event") && tokens.get(i + 1).is("(") && !qualified) {
                return Optional.of(tokens.get(i));
            }
        }
        return Optional.empty();
    }

    private static Optional<Token> hub(Block block) {
        return block.rhs().stream().filter(token -> token.is("hub")).findFirst();
    }

    private List<Block> need(
            java.util.function.Function<Block, Optional<Token>> use, String code, String name, String line) {
        Predicate<Block> uses = block -> use.apply(block).isPresent();
        List<Block> users = blocks.stream().filter(uses).toList();
        users.stream().findFirst().flatMap(use).ifPresent(token -> told(token, code, name, line));
        return users;
    }

    private void told(Token token, String code, String name, String line) {
        findings.error(
                token,
                Said.of(code, name + " is not known in this text", "write at the top, below the package: " + line));
    }
}
