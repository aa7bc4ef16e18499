package io.throughline.dashboard.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.backbone.json.Json;
import io.throughline.dashboard.Events;
import io.throughline.dashboard.alert.Channel.NotTakenException;
import io.throughline.dashboard.ledger.Maintenance;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** From an incident to a real web server and a real mail server. */
class NotifierIT {

    static final String CAUSE = "3f0c9a517be2d846";

    final TinyHook hook = new TinyHook();
    final TinySmtp smtp = new TinySmtp();
    final NotifyProperties properties = properties(hook.address(), 3);
    final Day day = new Day(List.of("webhook", "mail"));

    @AfterEach
    void close() throws IOException {
        day.close();
        hook.close();
        smtp.close();
    }

    static NotifyProperties properties(@Nullable URI webhook, int attempts) {
        return new NotifyProperties(
                webhook,
                List.of("team@example.org", "on-call@example.org"),
                "throughline@example.org",
                List.of("127.0.0.1"),
                URI.create("https://ops.example.org/"),
                Duration.ofSeconds(20),
                Duration.ofSeconds(2),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                attempts);
    }

    /** As another instance, or the same after a restart. */
    private Notifier instance() {
        JavaMailSenderImpl mail = new JavaMailSenderImpl();
        mail.setHost("127.0.0.1");
        mail.setPort(smtp.port());
        return new Notifier(
                day.fixture.notices,
                List.of(new WebhookChannel(hook.address(), Duration.ofSeconds(20)), new MailChannel(mail, properties)),
                properties,
                day.fixture.clock);
    }

    private void tell() {
        try (Notifier notifier = instance()) {
            notifier.sendDue();
        }
    }

    @Test
    void eachBeginningAndEachEndIsToldOnceWhateverManyInstancesThereAre() {
        var events = day.placed(1, 30);
        day.park(events, CAUSE);
        day.goOn(Duration.ofMinutes(2));
        hook.status = 503;
        tell();
        assertThat(hook.taken()).isEmpty();
        assertThat(smtp.taken()).hasSize(1);

        hook.status = 200;
        tell();
        assertThat(hook.taken()).as("before its second attempt is due").isEmpty();
        day.goOn(Duration.ofSeconds(30));
        CompletableFuture.allOf(IntStream.range(0, 4)
                        .mapToObj(one -> CompletableFuture.runAsync(this::tell))
                        .toArray(CompletableFuture[]::new))
                .join();
        assertThat(hook.taken()).hasSize(1);

        day.deliver(events);
        day.goOn(Duration.ofMinutes(6));
        tell();
        tell();

        assertThat(hook.taken()).hasSize(2);
        assertThat(smtp.taken()).hasSize(2);
        assertThat(text(hook.taken().getFirst()))
                .startsWith("[critical] ParkedDeliveries in fulfillment-adapter\n30 deliveries of fulfillment-adapter")
                .contains(
                        "At stake: 30 orders, EUR 599.70",
                        "Runbook: https://ops.example.org/runbooks/ParkedDeliveries",
                        "Failure: https://ops.example.org/failures/fulfillment-adapter/" + CAUSE)
                .doesNotContain(Events.orderKey(1), Events.email(1));
        assertThat(text(hook.taken().getLast()))
                .startsWith("[ended] ParkedDeliveries in fulfillment-adapter")
                .contains("Was at stake at most: 30 orders, EUR 599.70");
        assertThat(smtp.taken().getFirst())
                .contains(
                        "RCPT TO:<team@example.org>",
                        "RCPT TO:<on-call@example.org>",
                        "Subject: [critical] ParkedDeliveries in fulfillment-adapter",
                        "At stake: 30 orders, EUR 599.70");
    }

    @Test
    void nobodyIsToldWhileMaintenanceLastsAndOfWhatFiresAfterItAtOnce() {
        maintain(Duration.ofMinutes(5));
        day.park(day.placed(1, 30), CAUSE);
        day.goOn(Duration.ofMinutes(4));
        tell();
        assertThat(day.fixture.alerts.firing()).hasSize(1);
        assertThat(hook.taken()).isEmpty();

        day.goOn(Duration.ofMinutes(2));
        tell();
        assertThat(hook.taken()).hasSize(1);
    }

    @Test
    void maintenanceThatIsEndedEarlyTellsAgainAndWhatBecomesGraverIsTold() {
        day.park(day.placed(1, 3), CAUSE);
        day.goOn(Duration.ofMinutes(4));
        maintain(Duration.ofHours(1));
        day.goOn(Duration.ofMinutes(2));
        maintain(Duration.ZERO);
        day.goOn(Day.STEP);
        tell();
        assertThat(hook.taken()).singleElement().asString().contains("[warning] ParkedDeliveries");

        day.park(day.placed(11, 30), CAUSE);
        day.goOn(Duration.ofMinutes(2));
        tell();
        assertThat(hook.taken()).hasSize(2).last().asString().contains("[critical] ParkedDeliveries");
    }

    @Test
    void whatIsNeverTakenIsGivenUp() {
        hook.status = 404;
        day.park(day.placed(1, 30), CAUSE);
        day.goOn(Duration.ofMinutes(2));
        for (int attempt = 0; attempt < 5; attempt++) {
            tell();
            day.goOn(Duration.ofSeconds(60));
        }

        assertThat(day.fixture
                        .jdbc
                        .sql("select attempts from alert_notice where channel = 'webhook' and given_up_at is not null")
                        .query(Integer.class)
                        .list())
                .containsExactly(3);
    }

    @Test
    void theAddressIsASecretAndOnlyAllowedHostsAreCalled() {
        hook.status = 500;
        try (WebhookChannel refused = new WebhookChannel(hook.address(), Duration.ofSeconds(20));
                WebhookChannel nowhere = new WebhookChannel(
                        URI.create("http://127.0.0.1:1" + TinyHook.SECRET), Duration.ofSeconds(20))) {
            for (WebhookChannel channel : List.of(refused, nowhere)) {
                assertThatThrownBy(() -> channel.send(new Words("title", "text")))
                        .isInstanceOf(NotTakenException.class)
                        .hasMessageNotContaining("s3cr3t")
                        .hasNoCause();
            }
        }
        assertThat(properties.toString()).doesNotContain("s3cr3t");
        for (String elsewhere : List.of("https://elsewhere.example.org/s3cr3t", "mailto:s3cr3t")) {
            assertThatThrownBy(() -> properties(URI.create(elsewhere), 3))
                    .hasMessageContaining("allowed-hosts")
                    .hasMessageNotContaining("s3cr3t");
        }
        assertThatThrownBy(() -> properties.allowMail("mail.example.org")).hasMessageContaining("allowed-hosts");
    }

    private void maintain(Duration length) {
        day.fixture.maintenance.append(new Maintenance(
                Events.FULFILLMENT, day.now(), day.now().plus(length), "first-shift", "operator", "they move"));
    }

    private static String text(String body) {
        return Json.mapper().readTree(body).get("text").asString();
    }
}
