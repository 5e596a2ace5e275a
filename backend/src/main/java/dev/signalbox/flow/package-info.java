/** The way of an event: a partition takes its entries from the journal through rules and processes to a commit. */
@NullMarked
package dev.signalbox.flow;

import org.jspecify.annotations.NullMarked;
