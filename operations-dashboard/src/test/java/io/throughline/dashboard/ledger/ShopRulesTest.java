package io.throughline.dashboard.ledger;

import static io.throughline.dashboard.ledger.AlertRulesTest.FINE;
import static io.throughline.dashboard.ledger.AlertRulesTest.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.dashboard.ledger.Concerns.Expiring;
import io.throughline.dashboard.ledger.Concerns.Missed;
import io.throughline.dashboard.ledger.Concerns.Refusing;
import io.throughline.dashboard.ledger.Concerns.Sends;
import io.throughline.dashboard.ledger.Surroundings.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each alert about shops just beyond its threshold, and silent at it. */
class ShopRulesTest {

    static final Instant QUARTER_AGO = NOW.minus(ShopRules.SILENCE);

    record Case(String alert, Concerns concerns) {}

    static Stream<Case> cases() {
        return Stream.of(
                new Case("", Concerns.NONE),
                new Case("WebhooksQuarantined", counted(1, 0)),
                new Case("WebhooksQuarantined", counted(0, 1)),
                new Case("OrdersNotFetched", waiting(NOW.minusSeconds(601), null)),
                new Case("", waiting(NOW.minusSeconds(600), null)),
                new Case("ErasureUnfinished", waiting(null, NOW.minusSeconds(86_401))),
                new Case("", waiting(null, NOW.minusSeconds(86_400))),
                new Case("MissedWebhooks", missed(new Missed("shopify", 11), new Missed("woocommerce", 1))),
                new Case("", missed(new Missed("shopify", 10), new Missed("woocommerce", 10))),
                new Case("RefusalsJump", refusing(new Refusing("shopify", "demo-shop"))),
                new Case("WebhookSilence", sends(shop("a", QUARTER_AGO.minusMillis(1), Duration.ofSeconds(89)))),
                // No more than ten were to be expected.
                new Case("", sends(shop("a", QUARTER_AGO.minusMillis(1), Duration.ofSeconds(90)))),
                new Case("", sends(shop("a", QUARTER_AGO, Duration.ofSeconds(1)))),
                new Case("", sends(shop("a", NOW.minusSeconds(86_400), null))),
                new Case("SecretExpiring critical, SecretExpiring warning", ending(86_399)),
                new Case("SecretExpiring warning", ending(86_400)),
                // Whoever tells of none, and whoever is of an earlier release.
                new Case("", ending()),
                // A kind of storefront is silent when all its shops are, and what they would send counts together.
                new Case(
                        "",
                        sends(
                                shop("a", NOW.minusSeconds(3600), Duration.ofSeconds(1)),
                                shop("b", NOW.minusSeconds(1), Duration.ofSeconds(60)))),
                new Case(
                        "WebhookSilence",
                        sends(
                                shop("a", NOW.minusSeconds(3600), Duration.ofSeconds(170)),
                                shop("b", NOW.minusSeconds(3600), Duration.ofSeconds(170)))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void tellsOfNothingElse(Case one) {
        List<Finding> found =
                Findings.of(List.of(), new Surroundings(NOW, FINE, null, null, Outbox.EMPTY, one.concerns, null));

        assertThat(found.stream()
                        .map(finding -> finding.subject().alert().word() + " "
                                + finding.severity().word())
                        .collect(Collectors.joining(", ")))
                .matches(one.alert + (one.alert.contains(" ") || one.alert.isEmpty() ? "" : " (critical|warning)"));
    }

    private static Sends shop(String slug, Instant lastAt, @Nullable Duration usual) {
        return new Sends("shopify", slug, lastAt, usual == null ? null : usual.toMillis());
    }

    private static Concerns counted(long quarantined, long conflicting) {
        return new Concerns(quarantined, conflicting, null, null, List.of(), List.of(), List.of(), null);
    }

    private static Concerns waiting(@Nullable Instant fetches, @Nullable Instant erasures) {
        return new Concerns(0, 0, fetches, null, List.of(), List.of(), List.of(), null).owing(erasures);
    }

    private static Concerns sends(Sends... shops) {
        return new Concerns(0, 0, null, null, List.of(shops), List.of(), List.of(), null);
    }

    private static Concerns refusing(Refusing... shops) {
        return new Concerns(0, 0, null, null, List.of(), List.of(shops), List.of(), null);
    }

    private static Concerns ending(long... seconds) {
        List<Expiring> secrets = LongStream.of(seconds)
                .mapToObj(left -> new Expiring("shopify", "demo-shop", "api-token", NOW.plusSeconds(left)))
                .toList();
        return new Concerns(0, 0, null, null, List.of(), List.of(), List.of(), secrets);
    }

    private static Concerns missed(Missed... changes) {
        return new Concerns(0, 0, null, null, List.of(), List.of(), List.of(changes), null);
    }
}
