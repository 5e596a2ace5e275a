/** A TCP line that fails as lines do; it lies between the hub and Redis, and between the driver and the hub. */
@NullMarked
package dev.signalbox.proof.prove.line;

import org.jspecify.annotations.NullMarked;
