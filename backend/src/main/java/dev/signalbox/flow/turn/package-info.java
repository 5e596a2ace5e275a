/** Who has begun and who waits for his turn, among the instances of processes with limits. */
@NullMarked
package dev.signalbox.flow.turn;

import org.jspecify.annotations.NullMarked;
