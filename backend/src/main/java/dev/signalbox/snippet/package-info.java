/** Deliveries to a source as its sender makes them, as programs to copy and as requests, made from what the API shows of it. */
@NullMarked
package dev.signalbox.snippet;

import org.jspecify.annotations.NullMarked;
