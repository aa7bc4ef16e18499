package io.throughline.stack.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** One notification an incident, proven on a real Alertmanager. */
class AlertmanagerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String FULFILLMENT = "fulfillment-adapter";
    private static final String FINANCE = "finance-adapter";

    @TempDir
    Path folder;

    private Alertmanager alertmanager;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(new DebianTool(Alertmanager.COMMAND).isThere(), () -> Alertmanager.COMMAND + " is not installed");
        alertmanager = new Alertmanager(folder);
    }

    @AfterEach
    void stop() {
        if (alertmanager != null) {
            alertmanager.close();
        }
    }

    @Test
    void twentySeriesOfOneAlertAreOneNotificationWhenItBeginsAndOneWhenItEnds()
            throws IOException, InterruptedException {
        List<Told> incident = IntStream.range(0, 20)
                .mapToObj(number -> Told.firing("UnaccountedOrders", "critical", FULFILLMENT, "stage-" + number))
                .toList();

        alertmanager.tell(incident);
        await().atMost(PATIENCE).until(() -> statuses().equals(List.of("firing 20")));
        alertmanager.tell(incident.stream().map(Told::resolved).toList());
        await().atMost(PATIENCE).until(() -> statuses().size() > 1);

        assertThat(statuses()).containsExactly("firing 20", "resolved 20");
    }

    @Test
    void theCauseSpeaksAndItsConsequencesDoNot() throws IOException, InterruptedException {
        alertmanager.tell(List.of(
                firing("ConsumerStopped", "critical", FULFILLMENT),
                firing("SlaBurn", "critical", FULFILLMENT),
                firing("UnaccountedOrders", "critical", FULFILLMENT),
                firing("EffectConflict", "critical", FINANCE),
                firing("ParkedDeliveries", "warning", FINANCE),
                firing("OutboxNotDraining", "critical", "order-ingest-service"),
                firing("UnaccountedOrders", "critical", "order-ingest-service")));

        assertThat(alertmanager.speaking())
                .containsExactly("ConsumerStopped critical", "EffectConflict critical", "OutboxNotDraining critical");
    }

    @Test
    void aStoppedIntegrationDoesNotSilenceAnother() throws IOException, InterruptedException {
        alertmanager.tell(List.of(
                firing("ConsumerStopped", "critical", FULFILLMENT),
                firing("SlaBurn", "critical", FINANCE),
                firing("SlaBurn", "warning", FINANCE)));

        assertThat(alertmanager.speaking()).containsExactly("ConsumerStopped critical", "SlaBurn critical");
    }

    private static Told firing(String name, String severity, String integration) {
        return Told.firing(name, severity, integration, "act");
    }

    private List<String> statuses() {
        return alertmanager.notifications().stream()
                .map(told -> told.path("status").asString() + " " + count(told))
                .toList();
    }

    private static long count(JsonNode notification) {
        return notification.path("alerts").valueStream().count();
    }
}
