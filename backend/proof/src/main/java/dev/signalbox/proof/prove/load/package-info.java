/**
 * What is sent, by whom, and what they were told: clients send the letters of a seeded scenario to any of the hubs, each
 * until it knows its fate, and write everything into a ledger.
 */
@NullMarked
package dev.signalbox.proof.prove.load;

import org.jspecify.annotations.NullMarked;
