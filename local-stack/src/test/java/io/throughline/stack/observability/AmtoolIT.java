package io.throughline.stack.observability;

import static io.throughline.stack.observability.Observed.FOLDER;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who hears of which alert, as Alertmanager itself judges it. */
class AmtoolIT {

    private static final Map<String, String> RECEIVERS =
            Map.of("critical", "on-call", "warning", "team", "none", "watchdog");

    private final DebianTool amtool = new DebianTool("amtool");

    @Test
    void alertmanagerUnderstandsItsConfiguration() throws IOException, InterruptedException {
        String printed = amtool.run(FOLDER, Stream.of("check-config", "alertmanager.yaml"));

        assertThat(printed).contains("SUCCESS");
    }

    @Test
    void everyAlertReachesWhoeverItsSeverityIsFor() throws IOException, InterruptedException {
        for (String labels : Observed.alerts().stream().map(AmtoolIT::labels).collect(Collectors.toSet())) {
            String receiver = Objects.requireNonNull(RECEIVERS.get(labels.replaceFirst(".*severity=", "")), labels);

            amtool.run(
                    FOLDER,
                    Stream.concat(
                            Stream.of("config", "routes", "test", "--config.file=alertmanager.yaml"),
                            Stream.concat(Stream.of("--verify.receivers=" + receiver), Stream.of(labels.split(" ")))));
        }
    }

    private static String labels(JsonNode alert) {
        return "alertname=" + alert.path("alert").asString() + " severity="
                + alert.path("labels").path("severity").asString();
    }
}
