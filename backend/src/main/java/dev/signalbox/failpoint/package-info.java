/** Where a test may halt, throw, delay or lose a reply in the hub: wired in like a clock, and off. */
@NullMarked
package dev.signalbox.failpoint;

import org.jspecify.annotations.NullMarked;
