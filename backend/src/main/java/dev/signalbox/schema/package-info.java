/** What the data of an event must be like: JSON Schemas, read before they are activated and checked before a rule sees an event. */
@NullMarked
package dev.signalbox.schema;

import org.jspecify.annotations.NullMarked;
