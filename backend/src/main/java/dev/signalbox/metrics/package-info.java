/** Moments and gauges in the format of Prometheus. */
@NullMarked
package dev.signalbox.metrics;

import org.jspecify.annotations.NullMarked;
