package io.throughline.events.command;

import java.util.UUID;

/** A command about one delivery. */
public sealed interface DeliveryCommand extends Command
        permits RetryDelivery, EditDelivery, DiscardDelivery, ResendDelivery, RedeliverDelivery {

    UUID orderRef();

    /** Place of the event in its order, from 1. */
    int sequence();
}
