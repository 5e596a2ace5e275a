/**
 * Shows that no event is lost and no process started twice, whatever is killed: a {@link dev.signalbox.proof.prove.Plan} is
 * run by {@code Proof}, which starts hubs, Redis and sink, sends, lets faults strike, and gives a
 * {@link dev.signalbox.proof.prove.check.Verdict}. The hub is known by its public doors alone.
 */
@NullMarked
package dev.signalbox.proof.prove;

import org.jspecify.annotations.NullMarked;
