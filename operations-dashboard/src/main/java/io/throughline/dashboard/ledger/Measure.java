package io.throughline.dashboard.ledger;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A figure of a month's results. */
public enum Measure {
    ORDERS("Orders", Kind.COUNT),
    DELIVERIES("Deliveries", Kind.COUNT),
    FAILED_PER_10000("Failed transmissions per 10,000 orders", Kind.RATIO),
    LAG_P50("Lag p50", Kind.SECONDS),
    LAG_P99("Lag p99", Kind.SECONDS),
    HUMAN_MINUTES("Minutes of human action", Kind.MINUTES),
    ORDERS_AT_STAKE("Orders at stake", Kind.COUNT),
    ORDERS_RECOVERED("Orders recovered", Kind.COUNT),
    MONEY_AT_STAKE("Money at stake", Kind.MONEY),
    MONEY_RECOVERED("Money recovered", Kind.MONEY);

    /** What its value is a number of. */
    public enum Kind {
        COUNT(""),
        RATIO(""),
        SECONDS("s"),
        MINUTES("min"),
        MONEY("");

        private final String unit;

        Kind(String unit) {
            this.unit = unit;
        }

        /** Empty where a number stands for itself, and for money, whose unit is its currency. */
        public String unit() {
            return unit;
        }
    }

    private final String label;
    private final Kind kind;

    Measure(String label, Kind kind) {
        this.label = label;
        this.kind = kind;
    }

    public String label() {
        return label;
    }

    public Kind kind() {
        return kind;
    }

    /** The word used in tables, files and the API: {@code lag-p50}. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @return absent when no figure is called so */
    public static Optional<Measure> named(String word) {
        return Stream.of(values())
                .filter(measure -> measure.word().equals(word))
                .findFirst();
    }
}
