package dev.signalbox.snippet;

/**
 * A complete program or line.
 *
 * @param language curl, javascript, python, java or redis
 * @param title how it is run
 */
public record Snippet(String language, String title, String text) {}
