/** What happened: the event, its identity and its payload, before anybody has an opinion about it. */
@NullMarked
package dev.signalbox.event;

import org.jspecify.annotations.NullMarked;
