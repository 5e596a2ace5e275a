/** The admin HTTP API, one file per resource, and the web UI it serves. */
@NullMarked
package dev.signalbox.admin;

import org.jspecify.annotations.NullMarked;
