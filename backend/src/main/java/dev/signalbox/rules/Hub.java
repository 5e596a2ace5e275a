package dev.signalbox.rules;

import dev.signalbox.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * What a rule may ask for. Nothing happens while a rule fires: every call only notes an intention, which is carried out
 * after the decision is committed.
 */
public interface Hub {

    /** Starts a process of this definition, once for this event, this rule and this key. */
    Start start(String definition);

    /** Emits a derived event of this type. */
    Emission emit(String type);

    /** Cancels the instances of this definition with a key. */
    Cancellation cancel(String definition);

    /** Tells people. */
    void alert(String text);

    /** A start in the making. Without a key it takes the partition key of the event. */
    interface Start {
        Start key(@Nullable Object key);

        /** One entry of the process' input. */
        Start with(String name, @Nullable Object value);

        /** Copies the data of this event into the input, as {@code data}. */
        Start withData(Event event);

        /**
         * Makes the input a list, with this event at its end: attributes and data, as {@code schedule.on} of the DSL gives them.
         * Nothing else is in the input then.
         */
        Start withEvent(Event event);
    }

    /** A derived event in the making. */
    interface Emission {
        Emission subject(@Nullable Object subject);

        Emission with(String name, @Nullable Object value);
    }

    /** A cancellation in the making. */
    interface Cancellation {
        Cancellation key(@Nullable Object key);

        /** Undoes what they have done before they end, where their tasks say how. */
        Cancellation compensate();
    }
}
