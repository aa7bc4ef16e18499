package io.throughline.stack.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.stack.database.Deliveries;
import io.throughline.stack.parts.Service;
import io.throughline.stub.storefront.Shop;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpectationTest {

    private static final Shop SHOP =
            new Shop("shopify", "demo-shop", Currency.getInstance("EUR"), true, new BigDecimal("0.19"), "DE", "secret");
    private static final Shop STANDARD = new Shop(
            "standard",
            "web-shop",
            Currency.getInstance("USD"),
            false,
            new BigDecimal("0.0825"),
            "US",
            "whsec_c2VjcmV0c2VjcmV0c2VjcmV0");

    private final Library library =
            new Library(Clock.fixed(Instant.parse("2026-11-23T08:00:00Z"), ZoneOffset.UTC), List.of(SHOP, STANDARD));
    private final List<Story> stories = library.orders(200);

    @Test
    void aPlainOrderIsShippedBookedAndCounted() {
        Story story = titled("paid at once");

        Expectation expectation = Expectation.of(story);

        assertThat(expectation.effects(Service.FULFILLMENT))
                .isEqualTo(Map.of(new EffectName(story.orderKey(), "shipment"), 1));
        assertThat(expectation.effects(Service.FINANCE))
                .isEqualTo(Map.of(
                        new EffectName(story.orderKey(), "invoice"), 1,
                        new EffectName(story.orderKey(), "payment"), 1));
        assertThat(expectation.pieces()).isNotEmpty();
        assertThat(expectation.deliveries(Service.FULFILLMENT)).isEqualTo(new Deliveries(2, 0, 0, 0, 0));
        assertThat(expectation.deliveries(Service.FINANCE)).isEqualTo(new Deliveries(2, 0, 0, 0, 0));
    }

    @Test
    void aCancelledOrderComesBack() {
        Story story = titled("cancelled");

        Expectation expectation = Expectation.of(story);

        assertThat(expectation.effects(Service.FULFILLMENT))
                .containsEntry(new EffectName(story.orderKey(), "cancellation"), 1);
        assertThat(expectation.effects(Service.FINANCE))
                .containsEntry(new EffectName(story.orderKey(), "payment"), 1)
                .containsEntry(new EffectName(story.orderKey(), "credit-note"), 1)
                .doesNotContainKey(new EffectName(story.orderKey(), "void"));
        assertThat(expectation.pieces()).isEmpty();
    }

    @Test
    void whatIsRejectedParksItsDeliveryAndHoldsTheNext() {
        Story story = stories.stream()
                .filter(candidate -> candidate.trouble() == Trouble.SHIPBOB_REJECTS)
                .findFirst()
                .orElseThrow();

        assertThat(Expectation.of(story).deliveries(Service.FULFILLMENT)).isEqualTo(new Deliveries(0, 0, 1, 1, 0));
    }

    @Test
    void everyKindOfDifficultyIsTold() {
        assertThat(stories).hasSize(200);
        assertThat(stories.stream().map(Story::title).distinct())
                .contains(
                        "delivered twice",
                        "concurrent twins",
                        "an update before its create",
                        "a stale update",
                        "paid, its create never seen",
                        "cancelled",
                        "cancelled before it was seen",
                        "refunded",
                        "holding a NUL");
        assertThat(stories.stream().map(Story::trouble).distinct()).contains(Trouble.values());
    }

    private Story titled(String title) {
        return stories.stream()
                .filter(story -> story.title().equals(title))
                .findFirst()
                .orElseThrow();
    }
}
