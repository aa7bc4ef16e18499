package io.throughline.stack.parts;

import io.throughline.stack.database.PostgresServer;
import io.throughline.stack.process.Launch;
import io.throughline.stack.process.ServiceJar;
import io.throughline.stub.storefront.Shop;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How each service is started: always its jar, and its configuration in its environment alone. */
final class Launches {

    static final String ADDRESS = "127.0.0.1";
    static final String TWINS_ADDRESS = "localhost";

    private final Folders folders;
    private final Ports ports;
    private final Secrets secrets;
    private final Lineup lineup;
    private final Map<String, String> shared;

    /** Nor for an inspection. */
    private static final Map<String, String> INSPECTION = Map.of(
            "THROUGHLINE_RUNTIME_INSPECTION_EVERY", "10s",
            "THROUGHLINE_RUNTIME_INSPECTION_AGES", "20s,1d",
            "THROUGHLINE_RUNTIME_INSPECTION_PACE", "1s",
            "THROUGHLINE_RUNTIME_INSPECTION_CONFIRM", "5s");

    /** @param shared configuration that every service gets */
    Launches(Folders folders, Ports ports, Secrets secrets, Lineup lineup, Map<String, String> shared) {
        this.folders = folders;
        this.ports = ports;
        this.secrets = secrets;
        this.lineup = lineup;
        this.shared = Map.copyOf(shared);
    }

    Launch of(Service service, PostgresServer postgres, List<Shop> shops, StubShops stubShops) {
        Map<String, String> environment = new LinkedHashMap<>(shared);
        environment.putAll(postgres.environment(service.database(), service.name()));
        if (!service.port().equals(service.management())) {
            environment.put("SERVER_PORT", Integer.toString(ports.of(service.port())));
        }
        environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(ports.of(service.management())));
        particular(service, shops, stubShops).forEach((name, value) -> environment.put(name, seenBy(service, value)));
        if (lineup.adapters().contains(service)) {
            environment.put("THROUGHLINE_RUNTIME_INGEST_BASEURL", address(Port.INGEST));
            environment.put("THROUGHLINE_RUNTIME_INGEST_TOKEN", Callers.token(secrets, service));
            environment.putAll(beginning());
            // Stubs admit whatever comes; nobody at a laptop waits for another system's quota, unless they ask to.
            environment.putIfAbsent("THROUGHLINE_RUNTIME_RATE_CALLS", "0");
            environment.putIfAbsent("THROUGHLINE_RUNTIME_RATE_CALLSPERDAY", "0");
            INSPECTION.forEach(environment::putIfAbsent);
        }
        return new Launch(
                service.name(),
                jar(service).command(),
                environment,
                readiness(service),
                folders.logs().resolve(service.name() + ".log"),
                service.port().variable());
    }

    /** Makes every further start of it quicker. */
    void quicken(Service service, PostgresServer postgres, List<Shop> shops, StubShops stubShops) {
        jar(service).keepClasses(of(service, postgres, shops, stubShops).environment());
    }

    private ServiceJar jar(Service service) {
        return ServiceJar.of(folders.root(), service.module(), folders.jars());
    }

    /** Twins call the same systems by different names, so that it is seen which of them calls. */
    private static String seenBy(Service service, String value) {
        return service.instance() == 1 ? value : value.replace("//" + ADDRESS + ":", "//" + TWINS_ADDRESS + ":");
    }

    private URI readiness(Service service) {
        return ports.uri(service.management()).resolve("/actuator/health/readiness");
    }

    private Map<String, String> particular(Service service, List<Shop> shops, StubShops stubShops) {
        return switch (service.module()) {
            case "order-ingest-service" -> ingest(shops, stubShops);
            case "fulfillment-adapter" ->
                Map.of(
                        "THROUGHLINE_SHIPBOB_BASEURL", address(Port.SHIPBOB),
                        "THROUGHLINE_SHIPBOB_TOKEN", secrets.named("shipbob"),
                        "THROUGHLINE_SHIPBOB_CHANNELID", "100000");
            case "finance-adapter" -> finance();
            case "inventory-adapter" ->
                Map.of(
                        "THROUGHLINE_INVENTORYSYSTEM_BASEURL", address(Port.INVENTORY_SYSTEM),
                        "THROUGHLINE_INVENTORYSYSTEM_TOKEN", secrets.named("inventory-system"),
                        "THROUGHLINE_INVENTORYSYSTEM_LOCATIONID", "1");
            case "operations-dashboard" -> dashboard(service);
            default -> guest(service);
        };
    }

    private Map<String, String> finance() {
        return Map.of(
                "SPRING_PROFILES_ACTIVE",
                "demo",
                "THROUGHLINE_XERO_BASEURL",
                address(Port.XERO),
                "THROUGHLINE_XERO_TENANTID",
                "5f1c9a4e-7d37-4a0b-9d6e-0c9a3a5b7f10",
                "THROUGHLINE_RUNTIME_OAUTH_ACCOUNT",
                "xero",
                "THROUGHLINE_RUNTIME_OAUTH_TOKENURI",
                ports.uri(Port.XERO).resolve("/connect/token").toString(),
                "THROUGHLINE_RUNTIME_OAUTH_CLIENTID",
                "throughline",
                "THROUGHLINE_RUNTIME_OAUTH_CLIENTSECRET",
                secrets.named("xero"),
                "THROUGHLINE_RUNTIME_OAUTH_REFRESHTOKEN",
                secrets.named("xero-grant"));
    }

    private Map<String, String> dashboard(Service service) {
        return Map.of(
                "THROUGHLINE_DASHBOARD_PASSWORDFILE",
                folders.dashboardPassword().toString(),
                "THROUGHLINE_DASHBOARD_LOGIN_ACCOUNTS_0_NAME",
                "approver",
                "THROUGHLINE_DASHBOARD_LOGIN_ACCOUNTS_0_ROLE",
                "approver",
                "THROUGHLINE_DASHBOARD_LOGIN_ACCOUNTS_0_PASSWORDFILE",
                folders.approverPassword().toString(),
                "THROUGHLINE_DASHBOARD_LOG_BASEURL",
                address(Port.INGEST),
                "THROUGHLINE_DASHBOARD_LOG_TOKEN",
                Callers.token(secrets, service),
                "THROUGHLINE_DASHBOARD_SEARCH_EMAILKEY",
                secrets.key("dashboard-email-key"));
    }

    private Map<String, String> guest(Service service) {
        return lineup.guests().stream()
                .filter(guest -> guest.service().equals(service))
                .findFirst()
                .map(guest -> guest.environment(address(guest.stub()), secrets.named(service.database())))
                .orElseThrow(() -> new IllegalStateException("Nobody said how to start " + service.module()));
    }

    private Map<String, String> ingest(List<Shop> shops, StubShops stubShops) {
        List<Shop> all =
                Stream.concat(shops.stream(), stubShops.shops().stream()).toList();
        Map<String, String> environment = new LinkedHashMap<>(Shops.environment(all));
        environment.putAll(stubShops.environment(shops.size()));
        environment.putAll(Callers.environment(secrets, lineup.services()));
        environment.put("THROUGHLINE_INGEST_KEYS_ENCRYPTION_0_NUMBER", "1");
        environment.put("THROUGHLINE_INGEST_KEYS_ENCRYPTION_0_SECRET", secrets.key("ingest-encryption-key-1"));
        return environment;
    }

    /** An adapter that joins a running system is to show what it does; alone, it has nobody to ask. */
    private Map<String, String> beginning() {
        return lineup.services().contains(Service.INGEST)
                ? Map.of("THROUGHLINE_RUNTIME_ADOPTION_FROM", "first-event")
                : Map.of("THROUGHLINE_RUNTIME_ADOPTION_ASKED", "false");
    }

    private String address(Port port) {
        return ports.uri(port).toString();
    }
}
