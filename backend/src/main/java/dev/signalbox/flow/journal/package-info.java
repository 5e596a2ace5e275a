/** Stage 2, deduplicated and journaled: the durable ordered record, its owners and their commits. */
@NullMarked
package dev.signalbox.flow.journal;

import org.jspecify.annotations.NullMarked;
