/** What is tortured: the hubs, their Redis, the sink and the lines between them, each as faults and checks may use it. */
@NullMarked
package dev.signalbox.proof.prove.world;

import org.jspecify.annotations.NullMarked;
