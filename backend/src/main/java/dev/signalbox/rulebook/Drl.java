package dev.signalbox.rulebook;

import dev.signalbox.rulebook.Diagnostic.Spot;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.NoViableAltException;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.parser.antlr4.DRL10Parser;
import org.drools.drl.parser.antlr4.DRL10ParserHelper;
import org.jspecify.annotations.Nullable;

/** Reads the text of a pack into a tree, or tells where it cannot. */
final class Drl {

    /** A pack is one compile unit; beyond this it is a program and not a set of rules. */
    static final int MAX_LENGTH = 512 * 1024;

    private static final Pattern CAME = Pattern.compile("^(?:mismatched|extraneous) input '(.*?)' expecting");
    private static final Pattern STUCK = Pattern.compile("^no viable alternative at input '(.*)'$", Pattern.DOTALL);

    private final List<Diagnostic> problems = new ArrayList<>();

    /** The engine reads this once, when its first class is loaded: the same parser for the editor and the compiler. */
    static void chooseParser() {
        System.setProperty("drools.drl.antlr4.parser.enabled", "true");
    }

    List<Diagnostic> problems() {
        return problems;
    }

    /** The tree, or null when there are problems. */
    @Nullable
    Parsed read(String pack, String drl) {
        if (drl.length() > MAX_LENGTH) {
            problems.add(Diagnostic.error(
                    new Spot(1, 1, 1),
                    "too-large",
                    "the rules of a pack may have " + MAX_LENGTH + " characters, these have " + drl.length(),
                    "split the pack"));
            return null;
        }
        chooseParser();
        Lines lines = new Lines(drl);
        DRL10Parser parser = DRL10ParserHelper.createDrlParser(drl);
        Listener listener = new Listener(lines);
        parser.removeErrorListeners();
        parser.addErrorListener(listener);
        DRL10Parser.CompilationUnitContext unit = parser.compilationUnit();
        if (!problems.isEmpty()) {
            return null;
        }
        PackageDescr tree = tree(parser, unit);
        return tree == null
                ? null
                : new Parsed(
                        pack,
                        drl,
                        tree,
                        tree.getRules().stream().map(RuleTree::of).toList());
    }

    private @Nullable PackageDescr tree(DRL10Parser parser, DRL10Parser.CompilationUnitContext unit) {
        try {
            return DRL10ParserHelper.compilationUnitContext2PackageDescr(unit, parser.getTokenStream(), null);
        } catch (RuntimeException e) {
            problems.add(
                    Diagnostic.error(new Spot(1, 1, 1), "syntax", "the rules cannot be read: " + e.getMessage(), null));
            return null;
        }
    }

    private final class Listener extends BaseErrorListener {
        private final Lines lines;

        Listener(Lines lines) {
            this.lines = lines;
        }

        @Override
        public void syntaxError(
                Recognizer<?, ?> recognizer, Object symbol, int line, int column, String text, RecognitionException e) {
            Spot spot = e instanceof NoViableAltException stuck
                    ? lines.place(
                            stuck.getStartToken().getLine() - 1,
                            stuck.getStartToken().getCharPositionInLine())
                    : lines.place(line - 1, column);
            boolean ends = symbol instanceof Token token && token.getType() == Token.EOF;
            problems.add(Diagnostic.error(
                    spot, "syntax", ends ? "the text ends here, in the middle of something" : said(text), hint(text)));
        }

        /** The parser names every word that could follow; an author has no use for thirty of them. */
        private static String said(String text) {
            Matcher came = CAME.matcher(text);
            if (came.find()) {
                return "this cannot stand here: " + came.group(1);
            }
            Matcher stuck = STUCK.matcher(text);
            return stuck.find()
                    ? "this cannot be read: " + stuck.group(1).strip().replaceAll("\\s+", " ")
                    : text;
        }

        private @Nullable String hint(String text) {
            if (text.contains("<EOF>")) {
                return "is an \"end\", a bracket or a closing quote missing?";
            }
            return text.contains("expecting") ? null : "rule \"name\" when ... then ... end";
        }
    }
}
