package io.throughline.events.command;

import java.util.UUID;

/**
 * Carry out a finished delivery again, or a parked one as the log has it. The effect key stays, so what is done already
 * is not done twice.
 */
public record RedeliverDelivery(
        UUID commandId, String integration, Authority by, UUID orderRef, int sequence, String orderKey)
        implements DeliveryCommand {

    static final String KIND = "redeliver-delivery";

    @Override
    public String kind() {
        return KIND;
    }
}
