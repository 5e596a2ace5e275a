/** The rules as text: parsed, compiled, diagnosed, tried on cases, kept in versions, activated. */
@NullMarked
package dev.signalbox.rulebook;

import org.jspecify.annotations.NullMarked;
