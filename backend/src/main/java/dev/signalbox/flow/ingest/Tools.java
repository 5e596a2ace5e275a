package dev.signalbox.flow.ingest;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Time and chance, passed in. */
record Tools(InstantSource clock, RandomGenerator random) {}
