package io.throughline.ingest.store;

import io.throughline.events.command.Beginning;
import java.util.UUID;

/**
 * Where the orders of an integration begin.
 *
 * @param point orders with a lower reference were there before; id of the replay that sends theirs
 */
public record Adoption(String integration, UUID point, Beginning beginning) {}
