package io.throughline.ingest.store;

/** A shop that an order is to be fetched from. */
public record DueShop(String source, String shop) {}
