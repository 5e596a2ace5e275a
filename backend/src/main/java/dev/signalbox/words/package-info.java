/** Finds the word that somebody meant; whoever reads a text of a person tells it in the refusal. */
@NullMarked
package dev.signalbox.words;

import org.jspecify.annotations.NullMarked;
