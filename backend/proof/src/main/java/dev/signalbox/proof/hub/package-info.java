/** A hub seen from outside: as a process, and by its API. */
@NullMarked
package dev.signalbox.proof.hub;

import org.jspecify.annotations.NullMarked;
