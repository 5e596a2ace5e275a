/** What sources, sinks and secrets have in common: the text of their settings, how it is kept, its secrets, and how brokers are reached. */
@NullMarked
package dev.signalbox.flow.connection;

import org.jspecify.annotations.NullMarked;
