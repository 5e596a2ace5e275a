/** Expressions in jq, refused when they could not be bounded, and evaluated within a budget. */
@NullMarked
package dev.signalbox.jq;

import org.jspecify.annotations.NullMarked;
