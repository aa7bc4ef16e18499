package io.throughline.stack.parts;

import java.util.List;

/**
 * Where something of the stack listens unless the environment says otherwise.
 *
 * @param name in capitals, as it stands in the variable: {@code FINANCE_MANAGEMENT}
 * @param listener who listens, for a person: {@code the stub of Xero}
 */
public record Port(String name, int preset, String listener) {

    public static final Port INGEST = new Port("INGEST", 8080, "order-ingest-service");
    static final Port INGEST_MANAGEMENT = new Port("INGEST_MANAGEMENT", 8079, "order-ingest-service (management)");
    static final Port DASHBOARD = new Port("DASHBOARD", 8090, "operations-dashboard");
    static final Port DASHBOARD_MANAGEMENT =
            new Port("DASHBOARD_MANAGEMENT", 8089, "operations-dashboard (management)");
    static final Port FULFILLMENT_MANAGEMENT =
            new Port("FULFILLMENT_MANAGEMENT", 8081, "fulfillment-adapter (management)");
    static final Port FINANCE_MANAGEMENT = new Port("FINANCE_MANAGEMENT", 8082, "finance-adapter (management)");
    static final Port INVENTORY_MANAGEMENT = new Port("INVENTORY_MANAGEMENT", 8083, "inventory-adapter (management)");
    static final Port BROKER = new Port("BROKER", 5672, "the Service Bus emulator");
    static final Port BROKER_HTTP = new Port("BROKER_HTTP", 5300, "the Service Bus emulator (HTTP)");
    static final Port POSTGRES = new Port("POSTGRES", 5439, "PostgreSQL");
    static final Port SHIPBOB = new Port("SHIPBOB", 9100, "the stub of ShipBob");
    static final Port XERO = new Port("XERO", 9101, "the stub of Xero");
    static final Port INVENTORY_SYSTEM = new Port("INVENTORY_SYSTEM", 9102, "the stub of the inventory system");

    /** Those that the stack has whatever adapters were added to it. */
    static final List<Port> USUAL = List.of(
            INGEST,
            INGEST_MANAGEMENT,
            DASHBOARD,
            DASHBOARD_MANAGEMENT,
            FULFILLMENT_MANAGEMENT,
            FINANCE_MANAGEMENT,
            INVENTORY_MANAGEMENT,
            BROKER,
            BROKER_HTTP,
            POSTGRES,
            SHIPBOB,
            XERO,
            INVENTORY_SYSTEM);

    /** The environment variable that moves it: {@code THROUGHLINE_INGEST_PORT}. */
    public String variable() {
        return "THROUGHLINE_" + name + "_PORT";
    }
}
