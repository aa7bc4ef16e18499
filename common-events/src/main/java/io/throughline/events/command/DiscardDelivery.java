package io.throughline.events.command;

import java.util.UUID;

/** Finish a parked delivery without an effect, so that later ones of its order go on. */
public record DiscardDelivery(UUID commandId, String integration, Authority by, UUID orderRef, int sequence)
        implements Command {}
