/** Decides recorded events again, by other rules, and tells what would change. */
@NullMarked
package dev.signalbox.backtest;

import org.jspecify.annotations.NullMarked;
