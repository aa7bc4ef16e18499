package io.throughline.events;

/** Names on the broker, derived here and nowhere else. */
public final class Topology {

    /** Canonical order events; written by ingest alone. */
    public static final String ORDERS = "orders";

    /** What integrations report. */
    public static final String OUTCOMES = "outcomes";

    /** Wishes of operators and of ingest to integrations. */
    public static final String COMMANDS = "commands";

    /** Message properties; their names are lower case because CloudEvents attributes are. */
    public static final String ORDER_KEY = "orderkey";

    public static final String ORDER_REF = "orderref";
    public static final String ORDER_SEQUENCE = "orderseq";
    public static final String DATA_REFERENCE = "dataref";
    public static final String COMMAND = "command";
    public static final String TARGET = "target";

    private Topology() {}

    /** The SQL filter of a module's subscription: everything that is not meant for another module alone. */
    public static String filterOf(String module) {
        return "target IS NULL OR target = '" + module + "'";
    }
}
