package dev.signalbox.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Map;
import java.util.function.Function;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates jq expressions within a budget. For one thread only: the budget is counted in place.
 *
 * <p>Bounded are calls and results of functions (so also range, recurse and limit), what regular expressions look at,
 * the depth of recursion and the size of a result. Not bounded is what needs no function: a product of iterations such
 * as {@code [.a[] as $x | .b[]]} over the data, limited by the 256 KB of the data, and a text that is doubled by
 * {@code +} in a reduce. Both are written by the author of a definition, never by the sender of an event.
 */
public final class Jq {

    private final Budget budget;
    private final Scope root = Scope.newEmptyScope();

    /** @param steps calls of functions, and values that they give, for one expression */
    public Jq(int steps) {
        budget = new Budget(steps);
        Patterns patterns = new Patterns(budget);
        Map<String, net.thisptr.jackson.jq.Function> functions =
                BuiltinFunctionLoader.getInstance().listFunctions(Versions.JQ_1_7, root);
        functions.forEach((name, function) -> root.addFunction(name, new Counted(function, budget)));
        root.addFunction(
                "_match_impl", 3, (scope, args, in, path, output, version) -> patterns.match(scope, args, in, output));
        root.addFunction(
                "_sub_impl", 3, (scope, args, in, path, output, version) -> patterns.sub(scope, args, in, output));
        root.addFunction(
                "now",
                0,
                (scope, args, in, path, output, version) ->
                        output.emit(DoubleNode.valueOf(budget.now() / 1000.0), null));
    }

    /**
     * The first result of an expression; several are an error, none is null.
     *
     * @param variable gives the value of a variable that the expression names
     * @param at what the expression takes for now, milliseconds since the epoch
     * @throws JqFault in words for whoever wrote it
     */
    public JsonNode evaluate(Query query, JsonNode dot, Function<String, JsonNode> variable, long at) {
        budget.begin(at);
        Scope scope = Scope.newChildScope(root);
        query.variables().forEach(name -> scope.setValue(name, variable.apply(name)));
        Result result = new Result();
        try {
            query.compiled().apply(scope, dot, result::take);
        } catch (JsonQueryException e) {
            throw new JqFault("`" + query.text() + "`: " + e.getMessage());
        } catch (StackOverflowError e) {
            throw new JqFault("`" + query.text() + "` recurses too deeply");
        }
        return result.value == null ? NullNode.instance : result.value;
    }

    private static final class Result {

        private @Nullable JsonNode value;

        void take(JsonNode next) throws JsonQueryException {
            if (value != null) {
                throw new JsonQueryException("gives more than one value; wrap it in [ ]");
            }
            value = next;
        }
    }
}
