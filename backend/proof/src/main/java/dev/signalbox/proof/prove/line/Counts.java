package dev.signalbox.proof.prove.line;

/**
 * What a line has carried and done since it was made.
 *
 * @param connections that came
 * @param there bytes handed on to who listens
 * @param back bytes handed on to who connected
 * @param held pieces that a black hole kept
 * @param resets connections that the line has reset, by a cut, a refusal, or since it was told to
 */
public record Counts(long connections, long there, long back, long held, long resets) {

    /** What came since an earlier look. */
    public Counts since(Counts before) {
        return new Counts(
                connections - before.connections,
                there - before.there,
                back - before.back,
                held - before.held,
                resets - before.resets);
    }
}
