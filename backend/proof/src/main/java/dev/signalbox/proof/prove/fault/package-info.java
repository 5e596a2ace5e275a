/**
 * What goes wrong: each {@link dev.signalbox.proof.prove.fault.Fault} does it, sees its effect, undoes it and leaves its
 * {@link dev.signalbox.proof.prove.fault.Trace}, in the order in which the
 * {@link dev.signalbox.proof.prove.fault.Nemesis} lets those of {@link dev.signalbox.proof.prove.fault.Faults} strike.
 */
@NullMarked
package dev.signalbox.proof.prove.fault;

import org.jspecify.annotations.NullMarked;
