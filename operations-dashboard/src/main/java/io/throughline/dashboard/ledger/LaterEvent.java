package io.throughline.dashboard.ledger;

import com.fasterxml.jackson.annotation.JsonValue;
import io.throughline.events.OrderCancelled;
import io.throughline.events.OrderDeleted;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** A later event of the same order that the integration owes and cannot act on before the delivery is decided. */
public record LaterEvent(int sequence, UUID eventId, String type, Instant acceptedAt, Meaning meaning) {

    /** What it does to what is decided now. */
    public enum Meaning {
        /** What a retry does now is taken back at once. */
        CANCELS,
        /** It carries the order as the storefront has it: what an edit corrects comes back uncorrected. */
        UNDOES_EDIT;

        /** The word used in the API. */
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Every event carries the whole snapshot, so each that ends nothing brings the storefront's data again. */
        public static Meaning of(String type) {
            return type.equals(OrderCancelled.TYPE.name()) || type.equals(OrderDeleted.TYPE.name())
                    ? CANCELS
                    : UNDOES_EDIT;
        }
    }
}
