package io.throughline.events.outcome;

import io.throughline.events.catalogue.CatalogueEntry;
import java.time.Instant;

/** An integration started and says what it is. */
public record Announcement(String integration, String instance, Instant at, CatalogueEntry entry)
        implements OutcomeMessage {}
