/** Secrets with a name, and the hosts that each may be sent to: processes say the name, the value stays here. */
@NullMarked
package dev.signalbox.flow.secret;

import org.jspecify.annotations.NullMarked;
