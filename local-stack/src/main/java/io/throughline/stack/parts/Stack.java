package io.throughline.stack.parts;

import io.throughline.stack.database.PostgresServer;
import io.throughline.stack.process.StackException;
import io.throughline.stub.StubRequest;
import io.throughline.stub.storefront.Shop;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All of Throughline, running on this machine.
 */
public record Stack(
        Folders folders,
        Lineup lineup,
        Ports ports,
        List<Shop> shops,
        StubShops stubShops,
        Downstreams downstreams,
        Broker broker,
        PostgresServer postgres,
        Fleet fleet) {

    /** Where, and what of it, is started. */
    public record Setting(Folders folders, Lineup lineup, Ports ports) {}

    /**
     * Starts everything and returns once all of it is ready.
     *
     * @param extra configuration for every service on top of its own
     * @param shutdown gets each part as it starts; whoever gives it closes it, whether this returns or throws
     * @throws StackException when something does not start
     */
    public static Stack start(Setting setting, Map<String, String> extra, Shutdown shutdown) {
        Folders folders = setting.folders();
        Lineup lineup = setting.lineup();
        Ports ports = setting.ports();
        Secrets secrets = Secrets.in(folders.secrets());
        List<Shop> shops = Shops.of(secrets);
        StubShops stubShops = shutdown.added(StubShops.start(secrets, ports.uri(Port.INGEST)));
        Downstreams downstreams = shutdown.added(Downstreams.start(ports, lineup.guests()));
        Broker broker = shutdown.added(Broker.start(ports, folders, secrets.named("broker")));
        PostgresServer postgres = shutdown.added(
                PostgresServer.start(folders.data(), folders.ownLog(), ports.of(Port.POSTGRES), lineup.databases()));
        Map<String, String> shared = new HashMap<>(extra);
        shared.put("SPRING_CLOUD_AZURE_SERVICEBUS_CONNECTIONSTRING", broker.connectionString());
        Launches launches = new Launches(folders, ports, secrets, lineup, shared);
        Fleet fleet = shutdown.added(new Fleet(
                lineup.services(),
                service -> launches.of(service, postgres, shops, stubShops),
                () -> broker.waiting() == 0));
        // Who has a twin will be started many times.
        lineup.services().stream()
                .filter(service -> service.instance() > 1)
                .forEach(twin -> launches.quicken(twin, postgres, shops, stubShops));
        fleet.start();
        return new Stack(folders, lineup, ports, shops, stubShops, downstreams, broker, postgres, fleet);
    }

    /** Where storefronts send their webhooks. */
    public URI ingest() {
        return ports.uri(Port.INGEST);
    }

    /** What the Service Bus SDK takes; holds a key. */
    public String brokerConnection() {
        return broker.connectionString();
    }

    /** Which of an adapter and its twin makes this call. */
    public Service caller(Service adapter, StubRequest call) {
        boolean twin = call.header("host").orElse("").startsWith(Launches.TWINS_ADDRESS);
        return twin ? adapter.twin() : adapter;
    }

    /** Where people look. */
    public URI dashboard() {
        return ports.uri(Port.DASHBOARD);
    }

    /** The file that holds the local operator's password. */
    public Path dashboardPassword() {
        return folders.dashboardPassword();
    }

    /** The file that holds the password of whoever is the second person. */
    public Path approverPassword() {
        return folders.approverPassword();
    }

    /** A command for the stack as it is by itself, for this one: ports and folder. */
    public String moved(String command) {
        Path state = folders.root().relativize(folders.state());
        return ports.moved(command.replace(".local/state", state.toString()));
    }

    /** Where the downstream systems are: {@code fulfillment http://127.0.0.1:9100}. */
    public List<String> downstreamAddresses() {
        return lineup.adapters().stream()
                .map(adapter ->
                        adapter.database() + " " + downstreams.of(adapter).uri())
                .toList();
    }

    /** Where PostgreSQL is, without the name of a database. */
    public String databaseAddress() {
        return "postgresql://postgres@127.0.0.1:" + ports.of(Port.POSTGRES) + "/{"
                + String.join(",", lineup.databases()) + "}";
    }

    /** Without what is secret. */
    @Override
    public String toString() {
        return "Stack[" + folders.state() + "]";
    }
}
