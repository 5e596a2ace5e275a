/** Between a committed transition and its target: a call goes out at once, waits for its turn, or is held. */
@NullMarked
package dev.signalbox.flow.breaker;

import org.jspecify.annotations.NullMarked;
