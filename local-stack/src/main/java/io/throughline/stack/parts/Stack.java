package io.throughline.stack.parts;

import io.throughline.stack.database.PostgresServer;
import io.throughline.stack.process.Launch;
import io.throughline.stack.process.StackException;
import io.throughline.stack.storefront.Shop;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All of Throughline, running on this machine.
 *
 * @param brokerConnection what the Service Bus SDK takes; holds a key
 */
public record Stack(
        Folders folders,
        Ports ports,
        List<Shop> shops,
        Downstreams downstreams,
        String brokerConnection,
        PostgresServer postgres,
        Fleet fleet) {

    /**
     * Starts everything and returns once all of it is ready.
     *
     * @param extra configuration for every service on top of its own
     * @param shutdown gets each part as it starts; whoever gives it closes it, whether this returns or throws
     * @throws StackException when something does not start
     */
    public static Stack start(Folders folders, Ports ports, Map<String, String> extra, Shutdown shutdown) {
        Secrets secrets = Secrets.in(folders.secrets());
        List<Shop> shops = Shops.of(secrets);
        Downstreams downstreams = shutdown.added(Downstreams.start(ports));
        Broker broker = shutdown.added(Broker.start(ports, folders, secrets.named("broker")));
        PostgresServer postgres =
                shutdown.added(PostgresServer.start(folders.data(), ports.of(Port.POSTGRES), databases()));
        Map<String, String> shared = new HashMap<>(extra);
        shared.put("SPRING_CLOUD_AZURE_SERVICEBUS_CONNECTIONSTRING", broker.connectionString());
        Launches launches = new Launches(folders, ports, secrets, shared);
        Map<Service, Launch> services = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            services.put(service, launches.of(service, postgres, shops));
        }
        Fleet fleet = shutdown.added(new Fleet(services, () -> broker.waiting() == 0));
        fleet.start();
        return new Stack(folders, ports, shops, downstreams, broker.connectionString(), postgres, fleet);
    }

    private static List<String> databases() {
        return Arrays.stream(Service.values()).map(Service::database).toList();
    }

    /** Where storefronts send their webhooks. */
    public URI ingest() {
        return ports.uri(Port.INGEST);
    }

    /** Where people look. */
    public URI dashboard() {
        return ports.uri(Port.DASHBOARD);
    }

    /** The file that holds the local operator's password. */
    public Path dashboardPassword() {
        return folders.dashboardPassword();
    }

    /** Where the downstream systems are: {@code ShipBob http://127.0.0.1:9100}. */
    public List<String> downstreamAddresses() {
        return List.of(
                "ShipBob " + ports.uri(Port.SHIPBOB),
                "Xero " + ports.uri(Port.XERO),
                "inventory " + ports.uri(Port.INVENTORY_SYSTEM));
    }

    /** Where PostgreSQL is, without the name of a database. */
    public String databaseAddress() {
        return "postgresql://postgres@127.0.0.1:" + ports.of(Port.POSTGRES) + "/{" + String.join(",", databases())
                + "}";
    }

    /** Without what is secret. */
    @Override
    public String toString() {
        return "Stack[" + folders.state() + "]";
    }
}
