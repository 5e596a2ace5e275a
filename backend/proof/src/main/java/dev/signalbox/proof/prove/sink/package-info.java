/** The service that processes call, in a process of its own: it notes each call before it answers it, as told. */
@NullMarked
package dev.signalbox.proof.prove.sink;

import org.jspecify.annotations.NullMarked;
