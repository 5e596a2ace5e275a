/** Keeps messages of brokers and streams that were no events, until somebody has them taken again or discards them. */
@NullMarked
package dev.signalbox.flow.refused;

import org.jspecify.annotations.NullMarked;
