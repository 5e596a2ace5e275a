/** Who may do what: admin token, login links, sessions, and secrets that are never read back. */
@NullMarked
package dev.signalbox.security;

import org.jspecify.annotations.NullMarked;
