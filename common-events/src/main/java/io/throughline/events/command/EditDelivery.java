package io.throughline.events.command;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Try a parked delivery again with other data. What says whose event it is cannot be edited.
 *
 * @param expectedVersion version of the data that was edited, 1 for the event as it was published: when it is another
 *     by now, somebody else was faster, and nothing changes
 * @param data the whole data of the event, as its schema describes it
 */
public record EditDelivery(
        UUID commandId,
        String integration,
        Authority by,
        UUID orderRef,
        int sequence,
        int expectedVersion,
        Map<String, Object> data)
        implements DeliveryCommand {

    static final String KIND = "edit-delivery";

    public EditDelivery {
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }

    @Override
    public String kind() {
        return KIND;
    }
}
