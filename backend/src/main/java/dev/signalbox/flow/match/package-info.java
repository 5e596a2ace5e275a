/** Stage 3, decided: a rule session turns an event into a decision, and can explain it afterwards. */
@NullMarked
package dev.signalbox.flow.match;

import org.jspecify.annotations.NullMarked;
