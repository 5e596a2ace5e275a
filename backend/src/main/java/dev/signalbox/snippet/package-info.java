/** Ready programs that deliver one event to a source, made from the source as the API shows it and run by whoever sends. */
@NullMarked
package dev.signalbox.snippet;

import org.jspecify.annotations.NullMarked;
