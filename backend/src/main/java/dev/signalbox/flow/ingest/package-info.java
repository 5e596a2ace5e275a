/** Stage 1, received: a delivery is limited, verified, mapped to an event and offered to the journal. */
@NullMarked
package dev.signalbox.flow.ingest;

import org.jspecify.annotations.NullMarked;
