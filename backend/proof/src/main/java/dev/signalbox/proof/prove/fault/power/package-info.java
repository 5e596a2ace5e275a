/** What a loss of power leaves of the files of a Redis: what was synced, and nothing else. */
@NullMarked
package dev.signalbox.proof.prove.fault.power;

import org.jspecify.annotations.NullMarked;
