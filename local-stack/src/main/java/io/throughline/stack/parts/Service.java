package io.throughline.stack.parts;

import java.util.List;

/**
 * A service of ours.
 *
 * @param module its module, and its subscription on every topic
 * @param port the same as {@code management} for a service that listens on nothing else
 * @param instance 1, or 2 for the other one of two that share the work
 */
public record Service(String module, String database, Port port, Port management, int instance) {

    public static final Service INGEST =
            new Service("order-ingest-service", "ingest", Port.INGEST, Port.INGEST_MANAGEMENT, 1);
    public static final Service FULFILLMENT = adapter("fulfillment-adapter", Port.FULFILLMENT_MANAGEMENT);
    public static final Service FINANCE = adapter("finance-adapter", Port.FINANCE_MANAGEMENT);
    public static final Service INVENTORY = adapter("inventory-adapter", Port.INVENTORY_MANAGEMENT);
    public static final Service DASHBOARD =
            new Service("operations-dashboard", "dashboard", Port.DASHBOARD, Port.DASHBOARD_MANAGEMENT, 1);

    static final String ADAPTER = "-adapter";

    static Service adapter(String module, Port management) {
        return new Service(module, subject(module), management, management, 1);
    }

    /** Another instance of it, with the same database and subscription. */
    public Service twin() {
        Port another = new Port(management.name() + "_2", management.preset() + 200, module + " 2 (management)");
        return new Service(module, database, another, another, 2);
    }

    /** Of its process: {@code finance-adapter}, {@code finance-adapter-2}. */
    public String name() {
        return instance == 1 ? module : module + "-" + instance;
    }

    /** {@code finance} of {@code finance-adapter}. */
    static String subject(String module) {
        return module.substring(0, module.length() - ADAPTER.length());
    }

    /** The adapters whose downstream systems the stack knows well enough to count what is in them. */
    public static List<Service> known() {
        return List.of(FULFILLMENT, FINANCE, INVENTORY);
    }
}
