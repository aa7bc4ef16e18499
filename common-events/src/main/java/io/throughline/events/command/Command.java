package io.throughline.events.command;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.UUID;

/** One message on topic {@code commands}. Obeyed once, however often it arrives: the command id decides. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RetryDelivery.class, name = "retry-delivery"),
    @JsonSubTypes.Type(value = DiscardDelivery.class, name = "discard-delivery")
})
public sealed interface Command permits RetryDelivery, DiscardDelivery {

    UUID commandId();

    /** The module that is to obey: {@code fulfillment-adapter}. */
    String integration();

    /** Who wished it, and why. */
    Authority by();
}
