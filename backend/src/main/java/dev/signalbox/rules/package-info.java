/** What a rule may do: the facade that DRL consequences see, and nothing else. */
@NullMarked
package dev.signalbox.rules;

import org.jspecify.annotations.NullMarked;
