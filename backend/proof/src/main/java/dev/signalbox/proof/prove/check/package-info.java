/** What the run has shown: the invariants over its history, and the rules that say whether it can tell at all. */
@NullMarked
package dev.signalbox.proof.prove.check;

import org.jspecify.annotations.NullMarked;
