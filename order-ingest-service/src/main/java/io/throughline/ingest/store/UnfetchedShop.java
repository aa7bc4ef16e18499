package io.throughline.ingest.store;

import java.time.Instant;

/**
 * Orders of one shop that could not be fetched, for one cause.
 *
 * @param code of the last failure: {@code fetch-unauthorized}
 * @param webhooks that wait for them
 * @param waitsSince when the oldest of those was received
 */
public record UnfetchedShop(String source, String shop, String code, long orders, long webhooks, Instant waitsSince) {}
