/**
 * What goes wrong. A {@link dev.signalbox.proof.prove.fault.Fault} does it, waits until its effect is seen, undoes it, and
 * gives its {@link dev.signalbox.proof.prove.fault.Trace}; {@link dev.signalbox.proof.prove.fault.Faults} is the list of
 * all kinds, where a new one is one line, and {@link dev.signalbox.proof.prove.fault.Nemesis} lets them strike in the order
 * of the seed. A kind that this machine cannot do says why, and the report names it.
 */
@NullMarked
package dev.signalbox.proof.prove.fault;

import org.jspecify.annotations.NullMarked;
