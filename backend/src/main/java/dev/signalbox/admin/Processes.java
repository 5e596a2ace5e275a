package dev.signalbox.admin;

import dev.signalbox.flow.process.Definition;
import dev.signalbox.flow.process.State;
import dev.signalbox.flow.task.Standings;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The definitions that rules can start, and where their instances are. */
public interface Processes {

    /** Those in force, by name. */
    Future<List<Summary>> list();

    /** @param version null for the one in force */
    Future<Optional<Found>> find(String name, @Nullable Integer version);

    /** Where its instances are, of all versions. */
    Future<Standings> standings(String name);

    /** @param states instances of all versions in which something is still to be done */
    record Summary(String name, int version, Map<State, Long> states) {}

    /** @param current the version in force; 0 when it is not in force any more */
    record Found(int version, int current, Definition definition) {}
}
