/** What events look like: types and paths, learnt from those that were recorded. */
@org.jspecify.annotations.NullMarked
package dev.signalbox.facts;
