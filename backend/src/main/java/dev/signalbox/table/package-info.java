/** Reference data as CSV: read with the place of every fault, and looked up by rules. */
@NullMarked
package dev.signalbox.table;

import org.jspecify.annotations.NullMarked;
