package dev.signalbox.rulebook;

import java.util.List;
import org.drools.drl.ast.descr.PackageDescr;

/**
 * A pack's rules as a tree. Nothing of them has been run or compiled.
 *
 * @param pack name as users write it
 */
record Parsed(String pack, String drl, PackageDescr tree, List<RuleTree> rules) {

    /** The package that a pack's rules stand in. */
    static String packageOf(String pack) {
        return "rules." + pack.replace('-', '_');
    }

    Lines lines() {
        return new Lines(drl);
    }
}
