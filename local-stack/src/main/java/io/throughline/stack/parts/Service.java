package io.throughline.stack.parts;

import java.util.List;

/** The services of ours, in the order in which they are stopped: who makes work before who does it. */
public enum Service {
    INGEST("order-ingest-service", "ingest", Port.INGEST, Port.INGEST_MANAGEMENT),
    FULFILLMENT("fulfillment-adapter", "fulfillment", Port.FULFILLMENT_MANAGEMENT, Port.FULFILLMENT_MANAGEMENT),
    FINANCE("finance-adapter", "finance", Port.FINANCE_MANAGEMENT, Port.FINANCE_MANAGEMENT),
    INVENTORY("inventory-adapter", "inventory", Port.INVENTORY_MANAGEMENT, Port.INVENTORY_MANAGEMENT),
    DASHBOARD("operations-dashboard", "dashboard", Port.DASHBOARD, Port.DASHBOARD_MANAGEMENT);

    private final String module;
    private final String database;
    private final Port port;
    private final Port management;

    Service(String module, String database, Port port, Port management) {
        this.module = module;
        this.database = database;
        this.port = port;
        this.management = management;
    }

    /** Those that carry events to downstream systems. */
    public static List<Service> adapters() {
        return List.of(FULFILLMENT, FINANCE, INVENTORY);
    }

    /** Its module, and its subscription on every topic. */
    public String module() {
        return module;
    }

    public String database() {
        return database;
    }

    /** The same as {@link #management()} for a service that listens on nothing else. */
    Port port() {
        return port;
    }

    Port management() {
        return management;
    }
}
