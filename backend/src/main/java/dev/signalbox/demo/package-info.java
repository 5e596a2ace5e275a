/** A hub with a world of its own: starts both, breaks them on request, and shows from the world's ledger that nothing is lost. */
@NullMarked
package dev.signalbox.demo;

import org.jspecify.annotations.NullMarked;
