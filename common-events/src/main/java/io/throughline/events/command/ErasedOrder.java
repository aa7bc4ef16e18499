package io.throughline.events.command;

import java.util.UUID;

/**
 * An order of somebody who is erased.
 *
 * @param lastSequence of the last event that told who they are; every later one does not
 */
public record ErasedOrder(UUID orderRef, String orderKey, int lastSequence) {}
