package dev.signalbox.flow.ingest;

import dev.signalbox.failpoint.Failpoints;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Time, chance and failure, passed in. */
record Tools(InstantSource clock, RandomGenerator random, Failpoints failpoints) {}
