/**
 * Shows from outside that no event is lost and no process started twice, whatever is killed: {@code Proof} runs a
 * {@link dev.signalbox.proof.prove.Plan} and gives a {@link dev.signalbox.proof.prove.check.Verdict}.
 */
@NullMarked
package dev.signalbox.proof.prove;

import org.jspecify.annotations.NullMarked;
