/** The live view: moments to browsers, batched, with what was skipped counted. */
@NullMarked
package dev.signalbox.feed;

import org.jspecify.annotations.NullMarked;
