package io.throughline.ingest.storefront.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.events.order.Money;
import io.throughline.ingest.storefront.FetchException;
import io.throughline.ingest.storefront.OrderListing.Listed;
import io.throughline.ingest.storefront.OrderListing.Page;
import io.throughline.ingest.storefront.OrderListing.Placed;
import io.throughline.ingest.storefront.OrderListing.Window;
import io.throughline.ingest.storefront.RecordedCalls;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WooListingTest {

    static final Instant FROM = Instant.parse("2026-05-04T08:00:00Z");
    static final Window WINDOW = new Window(FROM, FROM.plusSeconds(3600));

    final WooListing listing = new WooListing();

    @Test
    void asksForWholeSecondsAroundTheWindow() {
        RecordedCalls calls = new RecordedCalls(path -> orders(1, 2));

        Page<Listed> page = listing.modified(WINDOW, Optional.empty(), calls);

        assertThat(calls.asked().getFirst())
                .contains("modified_after=2026-05-04T07:59:59&modified_before=2026-05-04T09:00:01")
                .endsWith("&offset=0");
        assertThat(page.orders()).containsExactly(new Listed("1", FROM), new Listed("2", FROM));
        assertThat(page.next()).isEmpty();
    }

    @Test
    void beginsAPageWithTheLastOrdersOfTheOneBefore() {
        RecordedCalls calls = new RecordedCalls(path -> path.endsWith("offset=0") ? orders(1, 100) : orders(94, 120));
        Page<Listed> first = listing.modified(WINDOW, Optional.empty(), calls);

        Page<Listed> second = listing.modified(WINDOW, first.next(), calls);

        assertThat(calls.asked().getLast()).endsWith("&offset=90");
        assertThat(second.orders()).hasSize(27);
        assertThat(second.next()).isEmpty();
    }

    @Test
    void refusesPagesThatDoNotMeet() {
        RecordedCalls moved = new RecordedCalls(path -> path.endsWith("offset=0") ? orders(1, 100) : orders(101, 110));
        RecordedCalls vanished = new RecordedCalls(path -> path.endsWith("offset=0") ? orders(1, 100) : "[]");

        for (RecordedCalls calls : new RecordedCalls[] {moved, vanished}) {
            Page<Listed> first = listing.modified(WINDOW, Optional.empty(), calls);
            assertThatThrownBy(() -> listing.modified(WINDOW, first.next(), calls))
                    .isInstanceOfSatisfying(
                            FetchException.class,
                            failure -> assertThat(failure.code()).isEqualTo("list-moved"));
        }
    }

    @Test
    void addsTheGiftCardsOfAnOrderPlacedToItsTotalAndLeavesOutWhatIsNoOrder() {
        RecordedCalls calls = new RecordedCalls(path -> """
                [{"id":1,"date_modified_gmt":"2026-05-06T08:00:00","status":"completed","currency":"EUR","total":"9.90",
                  "gift_cards":[{"amount":"-5.10"}]},
                 {"id":2,"date_modified_gmt":"2026-05-06T08:00:00","status":"checkout-draft","currency":"EUR",
                  "total":"1.00"}]
                """);

        Page<Placed> page = listing.placed(WINDOW, Optional.empty(), calls);

        assertThat(calls.asked().getFirst())
                .contains("after=2026-05-04T07:59:59&before=2026-05-04T09:00:01")
                .doesNotContain("modified_after");
        assertThat(page.orders())
                .containsExactly(new Placed(
                        "1", Instant.parse("2026-05-06T08:00:00Z"), Money.of(new BigDecimal("15.00"), "EUR")));
    }

    private static String orders(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(id -> "{\"id\":" + id + ",\"date_modified_gmt\":\"2026-05-04T08:00:00\"}")
                .collect(Collectors.joining(",", "[", "]"));
    }
}
