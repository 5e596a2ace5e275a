/** What the compiled code of rules may touch, and how much of processor and memory it may use. */
@NullMarked
package dev.signalbox.sandbox;

import org.jspecify.annotations.NullMarked;
