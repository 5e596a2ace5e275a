/** Looks on while the world is tortured, and writes down what cannot be asked for afterwards, and at the end all else. */
@NullMarked
package dev.signalbox.proof.prove.watch;

import org.jspecify.annotations.NullMarked;
