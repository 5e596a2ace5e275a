package dev.signalbox.flow.task;

import dev.signalbox.flow.process.Command;

/** What an attempt or a timer came to: a command for the instance, to be handled by its partition's thread. */
public record Outcome(String instance, Command command) {}
