package dev.signalbox.rulebook;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.ast.descr.TypeDeclarationDescr;

/**
 * A session must be the same after a replay: so rules change and delete nothing, and insert only declared events that
 * say when they happened and when they end.
 */
final class FactLints {

    private static final Pattern CHANGE = Pattern.compile("(?<![\\w.$\"])(modify|update|delete|retract)\\s*\\(");
    private static final Pattern INSERT =
            Pattern.compile("(?<![\\w.$\"])(insert|insertLogical)\\s*\\(\\s*(?:new\\s+(\\w+))?");

    private final Parsed parsed;
    private final Lines lines;
    private final List<Diagnostic> found = new ArrayList<>();

    FactLints(Parsed parsed) {
        this.parsed = parsed;
        this.lines = parsed.lines();
    }

    List<Diagnostic> check() {
        parsed.tree().getTypeDeclarations().stream().filter(FactLints::isEvent).forEach(this::event);
        parsed.rules().forEach(rule -> consequence(rule.rule()));
        return found;
    }

    private static boolean isEvent(TypeDeclarationDescr type) {
        return type.hasAnnotation("role")
                && "event".equals(type.getAnnotation("role").getSingleValueAsString());
    }

    private void event(TypeDeclarationDescr type) {
        if (!type.hasAnnotation("timestamp")) {
            found.add(Diagnostic.error(
                    lines.word(type, type.getTypeName()),
                    "no-timestamp",
                    "the declared event " + type.getTypeName()
                            + " has no @timestamp: it would take the clock of the moment, and a replay would differ",
                    "add @timestamp( at ) and a field at : long, and fill it from the event: $e.getTime()"));
        }
    }

    private void consequence(RuleDescr rule) {
        int from = lines.index(rule.getConsequenceOffset());
        String code = blanked(String.valueOf(rule.getConsequence()));
        int start = start(rule, String.valueOf(rule.getConsequence()), from);
        Matcher change = CHANGE.matcher(code);
        while (change.find()) {
            found.add(Diagnostic.error(
                    lines.at(start + change.start(1), start + change.end(1)),
                    "no-" + change.group(1),
                    "a rule may not " + change.group(1) + " facts: a replay would see them changed",
                    "insert a declared event that says what has happened"));
        }
        Matcher insert = INSERT.matcher(code);
        while (insert.find()) {
            inserted(insert, start);
        }
    }

    private int start(RuleDescr rule, String consequence, int from) {
        int end = lines.index(rule.getEndCharacter());
        String body = consequence.strip();
        int found = parsed.drl().indexOf(body, lines.index(rule.getStartCharacter()));
        return found < 0 || found > end ? from : found - consequence.indexOf(body);
    }

    private void inserted(Matcher insert, int start) {
        String type = insert.group(2);
        TypeDeclarationDescr declared = parsed.tree().getTypeDeclarations().stream()
                .filter(each -> each.getTypeName().equals(type))
                .findFirst()
                .orElse(null);
        boolean lasting = declared != null
                && isEvent(declared)
                && declared.hasAnnotation("expires")
                && insert.group(1).equals("insert");
        if (!lasting) {
            found.add(Diagnostic.error(
                    lines.at(start + insert.start(), start + insert.end()),
                    "insert",
                    "a rule may insert only a new event that the pack declares with @role( event ), @timestamp and @expires",
                    "declare it, and write insert( new ThatType( .. ) )"));
        }
    }

    /** The same code with texts and comments blanked, so that a word in them is no call. */
    private static String blanked(String code) {
        return Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"|//[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL)
                .matcher(code)
                .replaceAll(match -> " ".repeat(match.group().length()));
    }
}
