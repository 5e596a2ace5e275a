/** Who waits for which event, and which events came before somebody waited for them. */
@NullMarked
package dev.signalbox.flow.listen;

import org.jspecify.annotations.NullMarked;
