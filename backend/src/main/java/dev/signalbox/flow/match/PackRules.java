package dev.signalbox.flow.match;

import dev.signalbox.sandbox.ClassOrigins;
import dev.signalbox.schema.EventSchema;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drools.model.EntryPoint;
import org.drools.model.Global;
import org.drools.model.Model;
import org.drools.model.Query;
import org.drools.model.Rule;
import org.drools.model.TypeMetaData;

/**
 * One loaded pack: what the engine runs, and what its text says about it.
 *
 * @param pack name of the pack, as users write it
 * @param model the executable model, of the pack's own class loader
 * @param origins which rules its classes come from
 * @param schemas what events must be like, by their types
 */
public record PackRules(
        String pack, Model model, List<RuleShape> rules, ClassOrigins origins, Map<String, EventSchema> schemas) {

    /** Those of a model that was just loaded; what it joins is counted from now on. */
    public static PackRules loaded(String pack, Model model, List<RuleShape> rules, ClassOrigins origins) {
        Joins.count(pack, model);
        return new PackRules(pack, model, rules, origins, Map.of());
    }

    /** The same with schemas. */
    public PackRules with(Map<String, EventSchema> wanted) {
        return new PackRules(pack, model, rules, origins, wanted);
    }

    /** The same without some of its rules, by their names. */
    public PackRules without(Set<String> off) {
        return off.isEmpty()
                ? this
                : new PackRules(
                        pack,
                        new Without(model, off),
                        rules.stream()
                                .filter(rule -> !off.contains(rule.name()))
                                .toList(),
                        origins,
                        schemas);
    }

    /** A model that does not show some of its rules. */
    @SuppressWarnings("rawtypes") // as the engine has it
    private record Without(Model model, Set<String> off) implements Model {

        @Override
        public String getName() {
            return model.getName();
        }

        @Override
        public String getPackageName() {
            return model.getPackageName();
        }

        @Override
        public List<Global> getGlobals() {
            return model.getGlobals();
        }

        @Override
        public List<Rule> getRules() {
            return model.getRules().stream()
                    .filter(rule -> !off.contains(rule.getName()))
                    .toList();
        }

        @Override
        public List<Query> getQueries() {
            return model.getQueries();
        }

        @Override
        public List<TypeMetaData> getTypeMetaDatas() {
            return model.getTypeMetaDatas();
        }

        @Override
        public List<EntryPoint> getEntryPoints() {
            return model.getEntryPoints();
        }
    }
}
