/** Tells what a run has shown: to whoever waits, as JSON, and as a page that needs nothing else. */
@NullMarked
package dev.signalbox.proof.prove.report;

import org.jspecify.annotations.NullMarked;
