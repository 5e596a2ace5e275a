/** How several hubs share one Redis: who is there, which partitions each is to own, and what all have to follow. */
@NullMarked
package dev.signalbox.hubs;

import org.jspecify.annotations.NullMarked;
