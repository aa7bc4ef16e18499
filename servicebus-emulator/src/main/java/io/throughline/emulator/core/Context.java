package io.throughline.emulator.core;

/** What all entities of a namespace share. */
record Context(Timers timers, Limits limits, Journal journal) {}
