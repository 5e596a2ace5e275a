/** Shows what the hub promises, from outside: it knows the hub only as processes, by HTTP and by its metrics. */
@NullMarked
package dev.signalbox.proof;

import org.jspecify.annotations.NullMarked;
