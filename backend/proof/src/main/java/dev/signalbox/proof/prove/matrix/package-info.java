/** Every failpoint with every deed: small runs in which hubs fail at each of them, and the checker's word on what is left. */
@NullMarked
package dev.signalbox.proof.prove.matrix;

import org.jspecify.annotations.NullMarked;
