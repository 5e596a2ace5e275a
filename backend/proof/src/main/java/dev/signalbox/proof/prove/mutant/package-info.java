/**
 * Hubs with a seeded bug, made of the sources at run time: a proof that does not find them proves nothing about the hub
 * without them.
 */
@NullMarked
package dev.signalbox.proof.prove.mutant;

import org.jspecify.annotations.NullMarked;
