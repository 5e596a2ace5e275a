/** The way to Redis: connections, Functions, key names, and the embedded server. */
@NullMarked
package dev.signalbox.redis;

import org.jspecify.annotations.NullMarked;
