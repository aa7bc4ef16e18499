package io.throughline.events.command;

import java.util.UUID;

/**
 * Your orders begin here: ingest's answer to an integration that is new.
 *
 * @param point an order reference minted when it was decided: orders whose reference is lower were there before
 * @param backfilling whether events of those orders are still being sent, so that their absence is no gap
 */
public record AdoptIntegration(
        UUID commandId,
        String integration,
        Authority by,
        long revision,
        UUID point,
        Beginning beginning,
        boolean backfilling)
        implements StateCommand {

    static final String KIND = "adopt-integration";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String subject() {
        return "adoption";
    }
}
