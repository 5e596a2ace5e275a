/** Where messages go that leave the hub: named settings, and one writer for each. */
@NullMarked
package dev.signalbox.flow.sink;

import org.jspecify.annotations.NullMarked;
