/** When something comes again: what people write of it, and the instants that follow from that. */
@NullMarked
package dev.signalbox.schedule;

import org.jspecify.annotations.NullMarked;
