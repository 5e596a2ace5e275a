package dev.signalbox.flow.task;

import dev.signalbox.flow.process.Aim;
import dev.signalbox.flow.process.Command;
import dev.signalbox.flow.process.Effect;
import dev.signalbox.flow.process.Instance;
import dev.signalbox.flow.process.Place;

/** The place of an instance that a timer is for. */
public record Timer(String instance, String path, int iteration, int attempt) {

    static Timer of(Instance instance, Place place) {
        return new Timer(instance.id(), place.path(), place.iteration(), place.attempt());
    }

    static Timer of(String instance, Aim aim) {
        return new Timer(instance, aim.path(), aim.iteration(), aim.attempt());
    }

    static Timer deadline(Instance instance, Place place) {
        return new Timer(instance.id(), place.path(), place.iteration(), Effect.Timer.DEADLINE);
    }

    /** Its form in Redis: {@code <instance>|<path>|<iteration>|<attempt>}. The path may have bars of its own. */
    public String member() {
        return instance + '|' + path + '|' + iteration + '|' + attempt;
    }

    /** @throws IllegalArgumentException when the text has another form */
    public static Timer of(String member) {
        int path = member.indexOf('|');
        int attempt = member.lastIndexOf('|');
        int iteration = member.lastIndexOf('|', attempt - 1);
        if (path < 0 || iteration <= path) {
            throw new IllegalArgumentException("a timer is <instance>|<path>|<iteration>|<attempt>, not " + member);
        }
        return new Timer(
                member.substring(0, path),
                member.substring(path + 1, iteration),
                Integer.parseInt(member.substring(iteration + 1, attempt)),
                Integer.parseInt(member.substring(attempt + 1)));
    }

    /** What is to be handled when its time has come. */
    public Outcome outcome() {
        return new Outcome(instance, new Command.Due(path, iteration, attempt));
    }
}
