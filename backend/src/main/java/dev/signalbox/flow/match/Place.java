package dev.signalbox.flow.match;

import dev.signalbox.flow.match.Element.Count;
import dev.signalbox.flow.match.Element.Group;
import dev.signalbox.flow.match.Element.Kind;
import dev.signalbox.flow.match.Element.Look;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an event may stand in a rule, and how far it gets there by itself.
 *
 * @param element number of the condition in the sequence; -1 for none
 * @param met constraints on the event alone that it meets, before the first that it does not
 * @param fits whether it meets all of them
 */
record Place(int element, @Nullable Look look, How how, int met, boolean fits) {

    static final Place NONE = new Place(-1, null, How.NONE, 0, false);

    /** In which way. */
    enum How {
        TAKES,
        COUNTED,
        WITNESSES,
        PREVENTS,
        NONE
    }

    /** All places of a sequence, in the order of the text. */
    static List<Place> of(List<Element> sequence, Scene scene) {
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < sequence.size(); i++) {
            Element element = sequence.get(i);
            for (Look look : element.looks()) {
                if (look.onEvents()) {
                    places.add(of(i, look, how(element), scene));
                }
            }
        }
        return places;
    }

    private static How how(Element element) {
        if (element instanceof Count) {
            return How.COUNTED;
        }
        if (element instanceof Group group) {
            return group.kind() == Kind.PRESENT ? How.WITNESSES : How.PREVENTS;
        }
        return element instanceof Look ? How.TAKES : How.NONE;
    }

    private static Place of(int element, Look look, How how, Scene scene) {
        Tuple tuple = Tuple.EMPTY.with(look, scene.event());
        int met = 0;
        boolean fits = true;
        for (Check check : look.checks()) {
            if (check.isAlone(look.self(), look.bindings())) {
                fits &= check.test(tuple, scene).held();
                met += fits ? 1 : 0;
            }
        }
        return new Place(element, look, how, met, fits);
    }
}
