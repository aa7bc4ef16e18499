package io.throughline.ingest.crash;

import io.throughline.backbone.testing.TestDatabase;
import io.throughline.emulator.Emulator;
import io.throughline.ingest.StorefrontClient;
import java.util.ArrayList;
import java.util.List;

/** What every life of a service under test is started with, as arguments of its command. */
final class Settings {

    private Settings() {}

    /** @param more particular to a test: {@code throughline.ingest.erasure.orders=2} */
    static List<String> of(TestDatabase database, Emulator broker, String... more) {
        List<String> settings = new ArrayList<>(List.of(
                "spring.datasource.url=" + database.getJdbcUrl(),
                "spring.datasource.username=" + database.getUsername(),
                "spring.datasource.password=" + database.getPassword(),
                "spring.cloud.azure.servicebus.connection-string=" + broker.connectionString(),
                "throughline.ingest.shops[0].source=shopify",
                "throughline.ingest.shops[0].slug=demo-shop",
                "throughline.ingest.shops[0].secrets[0]=" + StorefrontClient.SECRET,
                "throughline.ingest.shops[0].owned-from=2026-01-01T00:00:00Z",
                "server.port=0",
                "management.server.port=0",
                // The lease of a life that was killed is not to be waited for any longer than it must be.
                "throughline.ingest.relay.lease=1s",
                "throughline.ingest.relay.sweep=100ms"));
        settings.addAll(List.of(more));
        return settings.stream().map(setting -> "--" + setting).toList();
    }
}
