package dev.signalbox.proof.prove.load;

import dev.signalbox.proof.prove.world.Counts;
import java.time.InstantSource;

/** What clients share. */
public record Desk(Ledger ledger, Counts counts, InstantSource clock) {}
