package io.throughline.events.command;

import java.util.UUID;

/** Finish a delivery without an effect, so that later ones of its order go on. */
public record DiscardDelivery(UUID commandId, String integration, Authority by, UUID orderRef, int sequence)
        implements DeliveryCommand {

    static final String KIND = "discard-delivery";

    @Override
    public String kind() {
        return KIND;
    }
}
