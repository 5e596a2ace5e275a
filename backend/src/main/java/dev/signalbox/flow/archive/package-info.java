/** Where the journal goes on when Redis has forgotten: entries in compressed segments on disk, found by position, time and id. */
@NullMarked
package dev.signalbox.flow.archive;

import org.jspecify.annotations.NullMarked;
