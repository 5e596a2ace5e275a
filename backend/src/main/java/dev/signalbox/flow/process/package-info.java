/** Stage 4, started to finished: definitions, instances, and pure transitions between their states. */
@NullMarked
package dev.signalbox.flow.process;

import org.jspecify.annotations.NullMarked;
