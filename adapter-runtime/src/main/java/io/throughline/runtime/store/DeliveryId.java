package io.throughline.runtime.store;

import java.util.UUID;

/** Which event of which order. */
public record DeliveryId(UUID orderRef, int sequence) {}
