package io.throughline.ingest.storefront.adobecommerce;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.events.order.Money;
import io.throughline.ingest.storefront.OrderListing.Listed;
import io.throughline.ingest.storefront.OrderListing.Page;
import io.throughline.ingest.storefront.OrderListing.Placed;
import io.throughline.ingest.storefront.OrderListing.Window;
import io.throughline.ingest.storefront.RecordedCalls;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AdobeListingTest {

    static final Instant FROM = Instant.parse("2026-05-04T08:00:00Z");

    @Test
    void goesOnBehindTheLastIdSoThatNoOrderIsSkipped() {
        Window window = new Window(FROM, FROM.plusSeconds(3600));
        RecordedCalls calls = new RecordedCalls(
                path -> decoded(path).contains("[filters][0][value]=0&") ? orders(1, 100) : orders(101, 102));

        Page<Listed> first = new AdobeListing().modified(window, Optional.empty(), calls);
        Page<Listed> last = new AdobeListing().modified(window, first.next(), calls);

        assertThat(decoded(calls.asked().getFirst()))
                .contains("[field]=updated_at&", "[condition_type]=gteq&", "[value]=2026-05-04+08:00:00&")
                .contains("[condition_type]=lteq&", "[value]=2026-05-04+09:00:00&", "[pageSize]=100");
        assertThat(decoded(calls.asked().getLast())).contains("[condition_type]=gt&", "[value]=100&");
        assertThat(first.orders()).hasSize(100);
        assertThat(last.orders()).containsExactly(new Listed("101", FROM), new Listed("102", FROM));
        assertThat(last.next()).isEmpty();
    }

    @Test
    void addsWhatPaidOfAnOrderPlacedToItsTotal() {
        RecordedCalls calls = new RecordedCalls(path -> """
                {"items":[{"entity_id":7,"updated_at":"2026-05-04 08:00:00","order_currency_code":"EUR",
                  "grand_total":10.5,"extension_attributes":{"gift_cards_amount":4,"customer_balance_amount":"0.5"}}]}
                """);

        Page<Placed> page =
                new AdobeListing().placed(new Window(FROM, FROM.plusSeconds(3600)), Optional.empty(), calls);

        assertThat(decoded(calls.asked().getFirst()))
                .contains("[field]=created_at&")
                .contains("fields=items[entity_id,updated_at,created_at,order_currency_code,grand_total,"
                        + "extension_attributes[gift_cards_amount,customer_balance_amount]]");
        assertThat(page.orders()).containsExactly(new Placed("7", FROM, Money.of(new BigDecimal("15.00"), "EUR")));
    }

    private static String decoded(String path) {
        return URI.create(path).getQuery();
    }

    private static String orders(long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(id -> "{\"entity_id\":" + id + ",\"updated_at\":\"2026-05-04 08:00:00\"}")
                .collect(Collectors.joining(",", "{\"items\":[", "],\"total_count\":102}"));
    }
}
