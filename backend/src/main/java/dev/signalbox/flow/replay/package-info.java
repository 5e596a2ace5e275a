/** Journals events of a range once more, in their order and at a rate, so that today's rules decide them. */
@NullMarked
package dev.signalbox.flow.replay;

import org.jspecify.annotations.NullMarked;
