package io.throughline.dashboard.ledger;

import io.throughline.events.catalogue.CatalogueEntry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An integration that was heard of.
 *
 * @param entry what it announced last; absent until it announced itself
 */
public record Known(String name, @Nullable CatalogueEntry entry, Instant lastHeardAt) {}
