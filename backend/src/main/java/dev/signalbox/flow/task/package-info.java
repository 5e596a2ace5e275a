/** Stage 5, run: effects of committed transitions become attempts, timers and dead letters. */
@NullMarked
package dev.signalbox.flow.task;

import org.jspecify.annotations.NullMarked;
