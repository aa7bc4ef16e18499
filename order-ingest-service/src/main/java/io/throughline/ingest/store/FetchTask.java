package io.throughline.ingest.store;

/**
 * An order to be fetched by whoever leased it.
 *
 * @param orderId the storefront's id
 * @param attempts that failed
 */
public record FetchTask(DueShop shop, String orderKey, String orderId, int attempts) {}
