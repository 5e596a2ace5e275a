/** The hub: its command line, and the wiring of all parts in the order of an event's way. */
@NullMarked
package dev.signalbox;

import org.jspecify.annotations.NullMarked;
