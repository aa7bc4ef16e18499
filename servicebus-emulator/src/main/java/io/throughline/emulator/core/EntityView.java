package io.throughline.emulator.core;

/** An entity as it is right now. */
public record EntityView(EntityDefinition definition, Profile profile, EntityCounts counts) {}
