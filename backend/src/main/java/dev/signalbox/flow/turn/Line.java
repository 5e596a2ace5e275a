package dev.signalbox.flow.turn;

/** Those who share the limits of a definition: its instances with the same business key, of whatever version. */
public record Line(String definition, String key) {}
