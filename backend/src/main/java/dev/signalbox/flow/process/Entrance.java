package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;

/** The way into a process with limits: an instance waits before it begins, or never does. */
record Entrance(Run run, Draft draft) {

    /** A new instance waits, for its turn or for its time. */
    void queue(String path, Queued why) {
        stand(Place.entered(path, draft.at, draft.from.input(), Map.of()), why);
    }

    /** One that waits does so for another reason, or until another time. */
    void queueOn(Queued why) {
        Place place = draft.places.get(Place.TURN);
        if (place != null && !draft.state.ended()) {
            stand(place.again(0), why);
        }
    }

    private void stand(Place place, Queued why) {
        Place queued = place.due(why.due()).at(why.progress());
        run.put(queued);
        if (queued.due() > 0) {
            run.effect(new Effect.Timer(queued.path(), queued.iteration(), queued.attempt(), queued.due()));
        }
        run.step("queued", why.told());
    }

    /** Its turn or its time has come. One that has begun is not begun again. */
    void begin(String path) {
        if (!draft.state.ended() && draft.places.remove(path) != null) {
            run.step("begun", null);
            run.start();
        }
    }

    /** A new instance ends without having begun; who waits for it is told why. */
    void skip(Fault why) {
        run.step("skipped", JsonNodeFactory.instance.textNode(why.detail()));
        draft.saga = new Saga(List.of(), false, Failing.json(why));
        draft.end(State.CANCELLED);
    }
}
