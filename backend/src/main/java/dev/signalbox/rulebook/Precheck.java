package dev.signalbox.rulebook;

import dev.signalbox.rulebook.Diagnostic.Spot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.drools.drl.ast.descr.AttributeDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.EntryPointDescr;
import org.drools.drl.ast.descr.EnumDeclarationDescr;
import org.drools.drl.ast.descr.GlobalDescr;
import org.drools.drl.ast.descr.ImportDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.ast.descr.TypeDeclarationDescr;
import org.drools.drl.ast.descr.TypeFieldDescr;
import org.jspecify.annotations.Nullable;

/*
 * Some of a DRL text runs while it is compiled: arguments of enum literals, imported accumulate functions. So this
 * looks at the tree before the compiler sees the text.
 */
/** Refuses what must not reach the compiler. */
final class Precheck {

    private static final List<String> IMPORTS = List.of(
            "dev.signalbox.event.Event", "dev.signalbox.rules.Hub", "java.util.*", "java.math.*", "java.time.*");

    private final Lines lines;
    private final PackageDescr tree;
    private final Parsed parsed;
    private final List<Diagnostic> found = new ArrayList<>();

    Precheck(Parsed parsed) {
        this.parsed = parsed;
        this.tree = parsed.tree();
        this.lines = parsed.lines();
    }

    List<Diagnostic> check() {
        packageName();
        imports();
        tree.getGlobals().forEach(this::global);
        tree.getTypeDeclarations().forEach(this::declaration);
        tree.getEnumDeclarations().forEach(this::enumeration);
        tree.getEntryPointDeclarations().forEach(each -> refuse(each, "entry-point", "entry points are not available"));
        tree.getAttributes().forEach(this::attribute);
        tree.getFunctions().stream()
                .filter(function ->
                        function.getDialect() != null && !function.getDialect().equals("java"))
                .forEach(function -> refuse(function, "dialect", "functions are written in Java"));
        tree.getFunctions().stream()
                .filter(function -> TableFunction.NAME.equals(function.getName()))
                .forEach(function -> refuse(
                        function,
                        "table-function",
                        "table(\"name\") reads a table of the pack: no function may be called so"));
        rules();
        return found;
    }

    private void packageName() {
        String wanted = Parsed.packageOf(parsed.pack());
        if (tree.getUnit() != null) {
            refuse(tree.getUnit(), "unit", "rule units are not available");
        }
        if (!wanted.equals(tree.getName())) {
            int at = Math.max(0, parsed.drl().indexOf("package"));
            int end = parsed.drl().indexOf('\n', at);
            String came = tree.getName() == null || tree.getName().isEmpty() ? "none" : tree.getName();
            found.add(Diagnostic.error(
                            lines.at(at, end < 0 ? parsed.drl().length() : end),
                            "package",
                            "the package of pack " + parsed.pack() + " is " + wanted + ", this text has " + came,
                            "begin with: package " + wanted)
                    .fixedBy("package " + wanted));
        }
    }

    private void imports() {
        for (ImportDescr each : tree.getImports()) {
            if (!allowed(each.getTarget())) {
                found.add(Diagnostic.error(
                        lines.word(each, each.getTarget()),
                        "import",
                        "rules may not import " + each.getTarget(),
                        "allowed are " + String.join(", ", IMPORTS)));
            }
        }
        tree.getFunctionImports()
                .forEach(
                        each -> refuse(each, "import-static", "static imports and function imports are not available"));
        tree.getAccumulateImports()
                .forEach(each -> refuse(each, "import-accumulate", "own accumulate functions are not available"));
    }

    private static boolean allowed(String target) {
        return IMPORTS.stream()
                .anyMatch(each -> each.equals(target)
                        || (each.endsWith("*")
                                && target.startsWith(each.substring(0, each.length() - 1))
                                && target.indexOf('.', each.length() - 1) < 0));
    }

    private void global(GlobalDescr global) {
        boolean hub = "hub".equals(global.getIdentifier())
                && Set.of("Hub", "dev.signalbox.rules.Hub").contains(global.getType());
        if (!hub) {
            refuse(global, "global", "the only global is: global Hub hub");
        }
    }

    private void declaration(TypeDeclarationDescr type) {
        if (!type.getSuperTypes().isEmpty() || type.isTrait()) {
            refuse(type, "extends", "a declared type cannot extend another");
        }
        type.getFields().values().stream()
                .filter(field -> field.getInitExpr() != null && !literal(field.getInitExpr()))
                .forEach(field -> refuse(field, "default", "the default of a field must be a literal"));
    }

    private void enumeration(EnumDeclarationDescr type) {
        type.getLiterals().stream()
                .filter(literal -> !literal.getConstructorArgs().isEmpty())
                .forEach(literal -> refuse(type, "enum-argument", "an enum literal cannot have arguments"));
        for (TypeFieldDescr field : type.getFields().values()) {
            refuse(field, "enum-argument", "an enum cannot have fields");
        }
    }

    private static boolean literal(String text) {
        return text.strip().matches("\"[^\"]*\"|-?\\d+(\\.\\d+)?[LlDdFf]?|true|false|null");
    }

    private void attribute(AttributeDescr attribute) {
        if ("dialect".equals(attribute.getName()) && !"java".equals(attribute.getValue())) {
            refuse(
                    attribute,
                    "dialect",
                    "rules are written in Java: dialect \"" + attribute.getValue() + "\" is not available");
        }
    }

    private void rules() {
        Set<String> names = new HashSet<>();
        for (RuleTree each : parsed.rules()) {
            RuleDescr rule = each.rule();
            if (!names.add(rule.getName())) {
                found.add(Diagnostic.error(
                        lines.word(rule, rule.getName()),
                        "duplicate-rule",
                        "there are two rules \"" + rule.getName() + "\"",
                        "give one of them another name"));
            }
            rule.getAttributes().values().forEach(this::attribute);
            each.patterns().forEach(pattern -> source(pattern.pattern()));
        }
    }

    private void source(PatternDescr pattern) {
        if (pattern.getSource() instanceof EntryPointDescr) {
            refuse(pattern, "entry-point", "entry points are not available");
        }
    }

    private void refuse(BaseDescr node, String code, String message) {
        refuse(lines.spot(node), code, message, null);
    }

    private void refuse(Spot spot, String code, String message, @Nullable String hint) {
        found.add(Diagnostic.error(spot, code, message, hint));
    }
}
