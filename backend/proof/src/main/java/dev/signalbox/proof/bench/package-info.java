/** How fast the hub is, measured beside what the same machine allows in the same run. */
@NullMarked
package dev.signalbox.proof.bench;

import org.jspecify.annotations.NullMarked;
