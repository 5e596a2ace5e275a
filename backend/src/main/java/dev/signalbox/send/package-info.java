/** Sends what lies in files to a source of a running hub, as its sender would. */
@NullMarked
package dev.signalbox.send;

import org.jspecify.annotations.NullMarked;
