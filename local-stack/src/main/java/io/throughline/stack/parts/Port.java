package io.throughline.stack.parts;

import java.util.Locale;

/** Everything of the stack that listens, and where unless the environment says otherwise. */
public enum Port {
    INGEST(8080, "order-ingest-service"),
    INGEST_MANAGEMENT(8079, "order-ingest-service (management)"),
    DASHBOARD(8090, "operations-dashboard"),
    DASHBOARD_MANAGEMENT(8089, "operations-dashboard (management)"),
    FULFILLMENT_MANAGEMENT(8081, "fulfillment-adapter (management)"),
    FINANCE_MANAGEMENT(8082, "finance-adapter (management)"),
    INVENTORY_MANAGEMENT(8083, "inventory-adapter (management)"),
    BROKER(5672, "the Service Bus emulator"),
    BROKER_HTTP(5300, "the Service Bus emulator (HTTP)"),
    POSTGRES(5439, "PostgreSQL"),
    SHIPBOB(9100, "the stub of ShipBob"),
    XERO(9101, "the stub of Xero"),
    INVENTORY_SYSTEM(9102, "the stub of the inventory system");

    private final int preset;
    private final String listener;

    Port(int preset, String listener) {
        this.preset = preset;
        this.listener = listener;
    }

    int preset() {
        return preset;
    }

    /** Who listens, for a person: {@code the stub of Xero}. */
    String listener() {
        return listener;
    }

    /** The environment variable that moves it: {@code THROUGHLINE_INGEST_PORT}. */
    public String variable() {
        return "THROUGHLINE_" + name().toUpperCase(Locale.ROOT) + "_PORT";
    }
}
