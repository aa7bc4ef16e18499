package io.throughline.events.command;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.UUID;

/**
 * One message on topic {@code commands}. Obeyed once, however often it arrives: the command id decides. What it did is
 * answered on topic {@code outcomes}, for every delivery that it is about.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RetryDelivery.class, name = RetryDelivery.KIND),
    @JsonSubTypes.Type(value = EditDelivery.class, name = EditDelivery.KIND),
    @JsonSubTypes.Type(value = DiscardDelivery.class, name = DiscardDelivery.KIND),
    @JsonSubTypes.Type(value = ResendDelivery.class, name = ResendDelivery.KIND),
    @JsonSubTypes.Type(value = RedeliverDelivery.class, name = RedeliverDelivery.KIND),
    @JsonSubTypes.Type(value = RetrySet.class, name = RetrySet.KIND),
    @JsonSubTypes.Type(value = ReplayEvents.class, name = ReplayEvents.KIND),
    @JsonSubTypes.Type(value = SteerSet.class, name = SteerSet.KIND),
    @JsonSubTypes.Type(value = DiscardOrder.class, name = DiscardOrder.KIND),
    @JsonSubTypes.Type(value = LiftDiscard.class, name = LiftDiscard.KIND),
    @JsonSubTypes.Type(value = PauseDeliveries.class, name = PauseDeliveries.KIND),
    @JsonSubTypes.Type(value = ResumeDeliveries.class, name = ResumeDeliveries.KIND),
    @JsonSubTypes.Type(value = AdoptIntegration.class, name = AdoptIntegration.KIND),
    @JsonSubTypes.Type(value = ErasePerson.class, name = ErasePerson.KIND),
    @JsonSubTypes.Type(value = EraseOrders.class, name = EraseOrders.KIND),
    @JsonSubTypes.Type(value = ReprocessWebhooks.class, name = ReprocessWebhooks.KIND)
})
public sealed interface Command
        permits DeliveryCommand, StateCommand, RetrySet, ReplayEvents, ErasePerson, EraseOrders, ReprocessWebhooks {

    UUID commandId();

    /** The module that is to obey, or that events are replayed to: {@code fulfillment-adapter}. */
    String integration();

    /** Who wished it, and why. */
    Authority by();

    /** The word that tells which command it is, on the wire and in tables: {@code retry-delivery}. */
    String kind();
}
