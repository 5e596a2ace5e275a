/** What became of an event: one moment per stage, told once and heard by feed, metrics and log. */
@NullMarked
package dev.signalbox.trace;

import org.jspecify.annotations.NullMarked;
