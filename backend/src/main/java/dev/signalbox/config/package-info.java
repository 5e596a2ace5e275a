/** What the hub was told at its start: one record per component, read once, validated, printed without secrets. */
@NullMarked
package dev.signalbox.config;

import org.jspecify.annotations.NullMarked;
