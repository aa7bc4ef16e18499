package io.throughline.events.command;

import java.util.UUID;

/** Try a parked delivery again, with its attempts counted anew. */
public record RetryDelivery(UUID commandId, String integration, Authority by, UUID orderRef, int sequence)
        implements DeliveryCommand {

    static final String KIND = "retry-delivery";

    @Override
    public String kind() {
        return KIND;
    }
}
