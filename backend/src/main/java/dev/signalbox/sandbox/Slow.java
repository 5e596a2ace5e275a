package dev.signalbox.sandbox;

/** A text of which every look is a step: so an expression that goes back and forth over it comes to an end. */
final class Slow implements CharSequence {

    private final CharSequence text;

    Slow(CharSequence text) {
        this.text = text;
    }

    @Override
    public char charAt(int index) {
        Meter.step();
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new Slow(text.subSequence(start, end));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
