package io.throughline.dashboard.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.backbone.http.AuthorizedGet;
import io.throughline.dashboard.intake.ShopRecords.Unreachable;
import io.throughline.dashboard.ledger.Concerns;
import io.throughline.dashboard.ledger.Concerns.Missed;
import io.throughline.dashboard.ledger.Concerns.Refusing;
import io.throughline.dashboard.ledger.Concerns.Sends;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What ingest answers, and what is said of it when it does not. */
class ShopRecordsTest {

    final StubIngest ingest = new StubIngest();
    final ShopRecords shops = known(StubIngest.TOKEN);

    private ShopRecords known(String token) {
        return new ShopRecords(new AuthorizedGet(ingest.address(), token, Duration.ofSeconds(20), 1_000_000));
    }

    @AfterEach
    void close() {
        shops.close();
        ingest.close();
    }

    @Test
    void readsWhatAlertsAboutShopsAreJudgedBy() throws Unreachable {
        ingest.knows("/admin/concerns", """
                {"quarantined":3,"conflicting":1,"fetchesSince":"2026-11-27T01:00:00Z",
                 "sends":[{"source":"shopify","shop":"demo-shop","lastAt":"2026-11-27T02:00:00Z","usualMs":900},
                          {"source":"shopify","shop":"new-shop","lastAt":"2026-11-27T02:00:00Z"}],
                 "refusing":[{"source":"shopify","shop":"demo-shop"}],"missed":[{"source":"woocommerce","changes":12}],
                 "expiring":[{"source":"shopify","shop":"demo-shop","secret":"api-token","expiresAt":"2026-11-27T02:00:00Z"}],
                 "of-a-later-release":true}
                """);

        Instant one = Instant.parse("2026-11-27T01:00:00Z");
        Instant two = Instant.parse("2026-11-27T02:00:00Z");
        assertThat(shops.concerns())
                .isEqualTo(new Concerns(
                        3,
                        1,
                        one,
                        null,
                        List.of(
                                new Sends("shopify", "demo-shop", two, 900L),
                                new Sends("shopify", "new-shop", two, null)),
                        List.of(new Refusing("shopify", "demo-shop")),
                        List.of(new Missed("woocommerce", 12)),
                        List.of(new Concerns.Expiring("shopify", "demo-shop", "api-token", two))));
    }

    @Test
    void saysWhyIngestTellsNothing() {
        ingest.knows("/admin/concerns", "{}");
        assertThatThrownBy(shops::concerns).isInstanceOf(Unreachable.class).hasMessageContaining("another release");

        ingest.isDown(true);
        assertThatThrownBy(shops::concerns).isInstanceOf(Unreachable.class).hasMessageContaining("does not answer");

        ingest.isDown(false);
        try (ShopRecords stranger = known("another")) {
            assertThatThrownBy(stranger::concerns)
                    .isInstanceOf(Unreachable.class)
                    .hasMessageContaining("token is refused");
        }
    }
}
