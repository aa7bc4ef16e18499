package io.throughline.ingest;

import io.throughline.emulator.Emulator;
import io.throughline.emulator.EmulatorOptions;
import java.util.Optional;

/**
 * The broker of a test: a bean of type {@link Emulator} where there is one. Subscription {@code spy} of each topic gets
 * everything; those of adapters get what is meant for everybody or for them.
 */
public enum TestBroker {
    /** Nobody listens at its address. */
    AWAY,
    PRESENT,
    /** Drops what comes twice to topic {@code orders}. */
    DETECTS_DUPLICATES;

    static final String NOBODY =
            "Endpoint=sb://127.0.0.1:1;SharedAccessKeyName=none;SharedAccessKey=bm9uZQ==;UseDevelopmentEmulator=true";

    /** Absent when there is none. */
    public Optional<Emulator> start() {
        return this == AWAY
                ? Optional.empty()
                : Optional.of(Emulator.start(EmulatorOptions.DEFAULT.withConfig(topics())));
    }

    private String topics() {
        return """
            {"UserConfig": {"Namespaces": [{"Name": "sbemulatorns", "Topics": [
                {"Name": "orders", "Properties": {"RequiresDuplicateDetection": %s}, "Subscriptions": [
                    {"Name": "spy"},
                    {"Name": "finance-adapter", "Rules": [{"Name": "target", "Properties": {
                        "FilterType": "Sql", "SqlFilter": {
                            "SqlExpression": "target IS NULL OR target = 'finance-adapter'"}}}]},
                    {"Name": "inventory-adapter", "Rules": [{"Name": "target", "Properties": {
                        "FilterType": "Sql", "SqlFilter": {
                            "SqlExpression": "target IS NULL OR target = 'inventory-adapter'"}}}]}]},
                {"Name": "outcomes", "Subscriptions": [{"Name": "order-ingest-service"}, {"Name": "spy"}]},
                {"Name": "commands", "Subscriptions": [{"Name": "order-ingest-service"}, {"Name": "spy"}]}]}]}}
            """.formatted(this == DETECTS_DUPLICATES);
    }
}
