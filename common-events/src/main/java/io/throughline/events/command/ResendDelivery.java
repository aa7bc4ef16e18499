package io.throughline.events.command;

import java.util.UUID;

/**
 * Do it once more although it was done: the delivery is tried under the next effect key ({@code …/2}), so that the
 * downstream system takes it for a new wish. Parked or finished.
 */
public record ResendDelivery(
        UUID commandId, String integration, Authority by, UUID orderRef, int sequence, String orderKey)
        implements DeliveryCommand {

    static final String KIND = "resend-delivery";

    @Override
    public String kind() {
        return KIND;
    }
}
