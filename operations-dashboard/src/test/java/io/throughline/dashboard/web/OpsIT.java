package io.throughline.dashboard.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.dashboard.Events;
import io.throughline.dashboard.store.EventStore;
import io.throughline.dashboard.store.LedgerFixture;
import io.throughline.dashboard.store.OutcomeStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** {@code ./ops} against a dashboard that runs. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "throughline.dashboard.four-eyes.discards=0",
            "management.server.port=0",
            "spring.cloud.azure.servicebus.connection-string=Endpoint=sb://127.0.0.1:1;SharedAccessKeyName=none;"
                    + "SharedAccessKey=bm9uZQ==;UseDevelopmentEmulator=true"
        })
@DirtiesContext
class OpsIT {

    private static final String REFUSED = "does not know this login";

    @TempDir
    static Path directory;

    @LocalServerPort
    int port;

    @Autowired
    EventStore events;

    @Autowired
    OutcomeStore outcomes;

    @TestConfiguration
    static class Parts {

        @Bean
        JdbcConnectionDetails database() {
            return LedgerFixture.TABLES.copy();
        }
    }

    @DynamicPropertySource
    static void passwordFiles(DynamicPropertyRegistry registry) {
        registry.add("throughline.dashboard.password-file", () -> directory.resolve("password"));
        registry.add("throughline.dashboard.login.accounts[0].name", () -> "guest");
        registry.add("throughline.dashboard.login.accounts[0].role", () -> "viewer");
        registry.add("throughline.dashboard.login.accounts[0].password-file", () -> directory.resolve("guest"));
        registry.add("throughline.dashboard.login.accounts[1].name", () -> "second");
        registry.add("throughline.dashboard.login.accounts[1].role", () -> "approver");
        registry.add("throughline.dashboard.login.accounts[1].password-file", () -> directory.resolve("second"));
    }

    record Said(int code, String text) {}

    @Test
    void looksFindsActsAndTellsWhatBecameOfIt() throws IOException, InterruptedException {
        TwoOrders.fill(events, outcomes, Instant.now());
        String ref = Events.orderRef(1).toString();

        assertThat(ops("status", "1h").text()).contains(Events.FULFILLMENT, "unaccounted");
        assertThat(ops("parked").text()).contains(ref);
        assertThat(ops("handover").text()).startsWith("Handover\nfrom ").contains("1 parked");
        assertThat(ops("handover", "never").code()).isEqualTo(1);
        assertThat(ops("find", Events.orderKey(1)).text()).contains(Events.orderKey(1), "parked");
        Said retried = ops("retry", Events.FULFILLMENT, ref, "1", "the \"product\" exists now \\ really");

        assertThat(retried.code()).isZero();
        String command = retried.text().replaceAll("(?s).*\"commandId\"\\s*:\\s*\"([^\"]+)\".*", "$1");
        assertThat(ops("command", command).text()).contains("retry-delivery");
        assertThat(ops("audit").text()).contains("the \\\"product\\\" exists now \\\\ really");
        Said erased = ops("erase", Events.orderKey(1), "request 4711");
        assertThat(erased.code()).isZero();
        String erasure = erased.text().replaceAll("(?s).*\"commandId\"\\s*:\\s*\"([^\"]+)\".*", "$1");
        assertThat(ops("erasure", erasure).text()).contains("waiting", "order-ingest-service");
        assertThat(ops("pause", Events.FULFILLMENT, "maintenance").code()).isZero();
        assertThat(ops("resume", Events.FULFILLMENT, "over").code()).isZero();
        assertThat(ops("alerts").text()).contains("firing", "ended");
        assertThat(ops("maintenance", Events.FULFILLMENT, "30", "they move").text())
                .contains("they move", "until");
        assertThat(ops("maintenance-end", Events.FULFILLMENT, "moved").code()).isZero();
        assertThat(ops("audit-chain").text()).contains("\"hash\"").doesNotContain("broken");
        Said again = ops("reprocess", "shopify", "demo-shop", "mapping-failed", "the mapping reads it now");
        assertThat(again.code()).isZero();
        assertThat(ops("audit").text())
                .contains("maintenance-begun", "maintenance-ended", "reprocess-webhooks", "the mapping reads it now");
    }

    @Test
    void whatNeedsASecondPersonWaitsForOne() throws IOException, InterruptedException {
        TwoOrders.fill(events, outcomes, Instant.now());
        Said asked = ops("discard", Events.FULFILLMENT, Events.orderRef(1).toString(), "1", "a test order");
        assertThat(asked.text()).contains("waits");
        String id = asked.text().replaceAll("(?s).*\"commandId\"\\s*:\\s*\"([^\"]+)\".*", "$1");

        assertThat(ops("approvals").text()).contains(id, "a test order");
        assertThat(ops("approve", id, "mine").text())
                .isEqualTo("Not allowed: Whoever asked cannot be the second person");
        assertThat(as(login("second", "second"), "approve", id, "it is one").text())
                .contains("approved");
        assertThat(ops("command", id).text()).contains("discard-delivery");
        assertThat(as(login("second", "second"), "decline", id, "too late").text())
                .contains("Not possible now", "approved by second");
    }

    @Test
    void saysClearlyWhyNothingHappened() throws IOException, InterruptedException {
        assertThat(ops("find", "shopify:demo-shop:none"))
                .isEqualTo(new Said(1, "Not found: No event of this order was seen"));
        assertThat(ops("retry", Events.FULFILLMENT, UUID.randomUUID().toString(), "1", "")
                        .text())
                .contains("A reason is required");
        assertThat(ops("command", UUID.randomUUID().toString()).text()).contains("No such command");
        assertThat(as("operator:wrong", "parked").text()).contains(REFUSED);
        Said forbidden = as(login("guest", "guest"), "pause", Events.FULFILLMENT, "no right");
        assertThat(forbidden.code()).isEqualTo(1);
        assertThat(forbidden.text()).contains("the role operator is needed");
        assertThat(as(login("guest", "guest"), "erase", Events.orderKey(1), "no right")
                        .text())
                .contains("the role operator is needed");
        assertThat(ops("erase", "shopify:demo-shop:none", "of nobody").text())
                .contains("No event of this order was seen");
        assertThat(ops("maintenance", Events.FULFILLMENT, "soon", "no number").code())
                .isEqualTo(2);
        assertThat(ops("maintenance", Events.FULFILLMENT, "1441", "too long").text())
                .contains("1 to 1440 minutes");
        assertThat(ops("maintenance", "nobody", "5", "no such").text()).contains("No integration is called so");
        assertThat(ops("quarantine").text()).contains("was not told where ingest is");
        assertThat(ops("reconciliation").code()).isEqualTo(1);
        assertThat(ops("reprocess", "shopify", "demo-shop", "mapping-failed").code())
                .isEqualTo(2);
        assertThat(ops("no-such-command").code()).isEqualTo(2);
    }

    private Said ops(String... arguments) throws IOException, InterruptedException {
        return as(login("operator", "password"), arguments);
    }

    private static String login(String name, String file) throws IOException {
        return name + ":" + Files.readString(directory.resolve(file)).strip();
    }

    private Said as(String login, String... arguments) throws IOException, InterruptedException {
        Path script = Path.of("../ops").toAbsolutePath().normalize();
        List<String> command = Stream.concat(Stream.of("bash", script.toString()), Stream.of(arguments))
                .toList();
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("DASHBOARD", "http://127.0.0.1:" + port);
        builder.environment().put("LOGIN", login);
        Process process = builder.start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text.strip());
    }
}
