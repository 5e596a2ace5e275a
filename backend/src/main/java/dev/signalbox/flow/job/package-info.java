/** Does to many instances what a person asked for: puts back, discards or cancels one after another, at a rate, through the journal. */
@NullMarked
package dev.signalbox.flow.job;

import org.jspecify.annotations.NullMarked;
