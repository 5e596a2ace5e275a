package dev.signalbox.jq;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.PathOutput;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Version;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.path.Path;

/** A function of jq whose calls and results are counted. */
record Counted(Function function, Budget budget) implements Function {

    @Override
    public void apply(Scope scope, List<Expression> args, JsonNode in, Path path, PathOutput output, Version version)
            throws JsonQueryException {
        budget.step();
        budget.value(in.isTextual() ? in.textValue().length() : in.size());
        function.apply(
                scope,
                args,
                in,
                path,
                (out, at) -> {
                    budget.step();
                    output.emit(out, at);
                },
                version);
    }
}
