/** Where a test may halt, throw or delay the hub. */
@NullMarked
package dev.signalbox.failpoint;

import org.jspecify.annotations.NullMarked;
