package io.throughline.ingest.storefront;

/** What a storefront expects to read when it tries an address out. */
public record LifecycleAnswer(int status, String body) {}
