package io.throughline.dashboard.ledger;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What somebody is told of. Each is called as its page in {@code docs/runbooks} and as the rule of Prometheus. */
public enum Alert {
    ACCESS_REFUSED,
    AUDIT_CHAIN_BROKEN,
    CONSUMER_STOPPED,
    DEAD_LETTERS,
    DOWNSTREAM_FAILING,
    EFFECT_CONFLICT,
    ERASURE_UNFINISHED,
    FALSE_SUCCESS,
    INGEST_STOPPED,
    INTEGRATION_PAUSED,
    LEDGER_BLIND,
    MISSED_WEBHOOKS,
    ORDERS_NOT_FETCHED,
    OUTBOX_NOT_DRAINING,
    PARKED_DELIVERIES,
    REFUSALS_JUMP,
    SECRET_EXPIRING,
    SLA_BURN,
    UNACCOUNTED_ORDERS,
    WEBHOOK_SILENCE,
    WEBHOOKS_QUARANTINED;

    /** {@code AccessRefused}. */
    @JsonValue
    public String word() {
        return Stream.of(name().split("_"))
                .map(part -> part.charAt(0) + part.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }

    /** @return absent when no alert is called so */
    public static Optional<Alert> named(String word) {
        return Stream.of(values()).filter(alert -> alert.word().equals(word)).findFirst();
    }
}
