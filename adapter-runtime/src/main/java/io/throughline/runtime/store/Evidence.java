package io.throughline.runtime.store;

import io.throughline.events.outcome.Exchange;

/**
 * What is kept of the attempt after which a delivery was parked. No personal data.
 *
 * @param fingerprint names the cause
 * @param request what was sent last; empty when nothing was
 * @param answer what came back; empty when nothing did
 * @param exchange the same beside the event, as it is reported
 */
public record Evidence(String fingerprint, String request, String answer, Exchange exchange) {}
