package io.throughline.ingest.storefront.shopify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.events.order.Money;
import io.throughline.ingest.storefront.FetchException;
import io.throughline.ingest.storefront.NotUnderstoodException;
import io.throughline.ingest.storefront.OrderListing.Listed;
import io.throughline.ingest.storefront.OrderListing.Page;
import io.throughline.ingest.storefront.OrderListing.Placed;
import io.throughline.ingest.storefront.OrderListing.Window;
import io.throughline.ingest.storefront.RecordedCalls;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShopifyListingTest {

    static final Instant FROM = Instant.parse("2026-05-04T08:00:00Z");
    static final Window WINDOW = new Window(FROM, FROM.plusSeconds(3600));

    final ShopifyListing listing = new ShopifyListing();

    @Test
    void asksOverGraphqlFromCursorToCursor() {
        RecordedCalls calls = new RecordedCalls(question -> """
                {"data": {"orders": {
                  "nodes": [{"legacyResourceId": "9007199254740993", "updatedAt": "2026-05-04T08:00:01Z"}],
                  "pageInfo": {"hasNextPage": %s, "endCursor": "abc"}}}}
                """.formatted(!question.contains("\"after\":\"abc\"")));

        Page<Listed> first = listing.modified(WINDOW, Optional.empty(), calls);
        Page<Listed> last = listing.modified(WINDOW, first.next(), calls);

        assertThat(calls.asked().getFirst())
                .startsWith("/graphql.json ")
                .contains("updated_at:>='2026-05-04T08:00:00Z' AND updated_at:<='2026-05-04T09:00:00Z'")
                .doesNotContain("after\":");
        assertThat(first.orders()).containsExactly(new Listed("9007199254740993", FROM.plusSeconds(1)));
        assertThat(first.next()).contains("abc");
        assertThat(last.next()).isEmpty();
    }

    @Test
    void waitsUntilTheBudgetHasGrown() {
        RecordedCalls calls = new RecordedCalls(question -> """
                {"errors": [{"message": "Throttled", "extensions": {"code": "THROTTLED"}}],
                 "extensions": {"cost": {"requestedQueryCost": 252,
                   "throttleStatus": {"maximumAvailable": 2000, "currentlyAvailable": 52, "restoreRate": 50}}}}
                """);

        assertThatThrownBy(() -> listing.modified(WINDOW, Optional.empty(), calls))
                .isInstanceOfSatisfying(FetchException.class, failure -> {
                    assertThat(failure.code()).isEqualTo("fetch-throttled");
                    assertThat(failure.retryAfter()).contains(Duration.ofSeconds(4));
                });
    }

    @Test
    void tellsARefusedTokenFromAnAnswerThatSaysNothing() {
        RecordedCalls denied = new RecordedCalls(
                question -> "{\"errors\": [{\"message\": \"no\", \"extensions\": {\"code\": \"ACCESS_DENIED\"}}]}");
        RecordedCalls nothing = new RecordedCalls(question -> "{}");

        assertThatThrownBy(() -> listing.modified(WINDOW, Optional.empty(), denied))
                .isInstanceOfSatisfying(
                        FetchException.class,
                        failure -> assertThat(failure.code()).isEqualTo("fetch-unauthorized"));
        assertThatThrownBy(() -> listing.modified(WINDOW, Optional.empty(), nothing))
                .isInstanceOf(NotUnderstoodException.class);
    }

    @Test
    void tellsOfAnOrderPlacedTheTotalBeforeRefundsInTheShopsCurrency() {
        RecordedCalls calls = new RecordedCalls(question -> """
                {"data": {"orders": {
                  "nodes": [{"legacyResourceId": "9007199254740993", "updatedAt": "2026-05-06T08:00:01Z",
                    "totalPriceSet": {"shopMoney": {"amount": "1999", "currencyCode": "JPY"}}}],
                  "pageInfo": {"hasNextPage": false, "endCursor": "abc"}}}}
                """);

        Page<Placed> page = listing.placed(WINDOW, Optional.empty(), calls);

        assertThat(calls.asked().getFirst())
                .contains("sortKey: CREATED_AT", "totalPriceSet { shopMoney { amount currencyCode } }")
                .doesNotContain("currentTotalPriceSet")
                .contains("created_at:>='2026-05-04T08:00:00Z' AND created_at:<='2026-05-04T09:00:00Z'");
        assertThat(page.orders())
                .containsExactly(new Placed(
                        "9007199254740993",
                        Instant.parse("2026-05-06T08:00:01Z"),
                        Money.of(new BigDecimal("1999"), "JPY")));
    }
}
