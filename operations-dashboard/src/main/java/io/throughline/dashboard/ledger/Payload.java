package io.throughline.dashboard.ledger;

import tools.jackson.databind.JsonNode;

/** The data of an event, as far as it can be had: the dashboard keeps none itself. */
public sealed interface Payload {

    /** The whole of it, personal data included. */
    record Known(JsonNode data) implements Payload {

        /** Not for logs. */
        @Override
        public String toString() {
            return "Known[…]";
        }
    }

    /** @param why in a sentence for a person */
    record Unknown(String why) implements Payload {}
}
