/** The one client for calls to the outside: every address is resolved, checked and pinned before it is used. */
@NullMarked
package dev.signalbox.egress;

import org.jspecify.annotations.NullMarked;
