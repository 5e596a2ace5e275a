package dev.signalbox.proof.prove.check;

/** A process that is wanted, or was seen. */
record Start(String definition, String event, String key) {

    @Override
    public String toString() {
        return definition + " of event " + event + " with key " + key;
    }
}
