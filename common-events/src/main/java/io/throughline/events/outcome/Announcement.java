package io.throughline.events.outcome;

import io.throughline.events.catalogue.CatalogueEntry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An integration says what it is, when it starts and now and then.
 *
 * @param version of the release that runs: {@code 1.4.0}; absent where its packaging does not tell
 * @param configuration changes when its configuration does; tells nothing of it: {@code 9f86d081884c}
 */
public record Announcement(
        String integration,
        String instance,
        Instant at,
        CatalogueEntry entry,
        @Nullable String version,
        @Nullable String configuration)
        implements OutcomeMessage {}
