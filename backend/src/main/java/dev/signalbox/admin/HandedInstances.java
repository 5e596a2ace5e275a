package dev.signalbox.admin;

import dev.signalbox.flow.journal.Offered;
import dev.signalbox.flow.process.Aim;
import dev.signalbox.flow.process.Aims;
import dev.signalbox.flow.process.Definition;
import dev.signalbox.flow.process.Hand;
import dev.signalbox.flow.task.Hands;
import io.vertx.core.Future;

/** Takes what people want done to an instance to the owner of its partition. */
public final class HandedInstances {

    private final KnownDefinitions definitions;
    private final Hands hands;

    public HandedInstances(KnownDefinitions definitions, Hands hands) {
        this.definitions = definitions;
        this.hands = hands;
    }

    Future<Instances.Acted> act(Instances.Run run, Wish wish) {
        String name = run.instance().definition();
        int version = run.instance().version();
        return definitions.find(name, version).compose(definition -> {
            Hand hand = hand(wish, run, Answers.found(definition, "definition", name + " version " + version));
            return hands.send(run.instance(), hand).map(offered -> acted(offered, hand));
        });
    }

    private static Hand hand(Wish wish, Instances.Run run, Definition definition) {
        Aims.Found found = wish.aim(run, definition);
        String id = "instance " + run.instance().id();
        if (found instanceof Aims.Found.None none) {
            throw Problem.of(409, "state_does_not_fit", id + ": " + none.why(), none.nextStep());
        }
        if (found instanceof Aims.Found.Several several) {
            throw Problem.of(
                    409,
                    "which_task",
                    id + " has several of which one can be meant",
                    "send " + several.what() + ", which is one of " + String.join(", ", several.choices()));
        }
        return ((Aims.Found.One) found).hand();
    }

    private static Instances.Acted acted(Offered offered, Hand hand) {
        if (offered instanceof Offered.Refused refused) {
            throw Problem.of(
                    503,
                    refused.code(),
                    refused.reason(),
                    "try again in " + refused.retryAfter() + " s; asking twice does it once");
        }
        Aim aim = hand.aim();
        return new Instances.Acted(aim == null ? null : aim.path(), offered instanceof Offered.Duplicate);
    }
}
