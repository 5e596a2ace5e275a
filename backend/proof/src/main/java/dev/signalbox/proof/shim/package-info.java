/** Small libraries in C that are loaded into a process by LD_PRELOAD, so that it sees, or shows, what it otherwise would not. */
@NullMarked
package dev.signalbox.proof.shim;

import org.jspecify.annotations.NullMarked;
