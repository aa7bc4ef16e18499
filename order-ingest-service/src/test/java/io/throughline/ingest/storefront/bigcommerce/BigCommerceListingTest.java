package io.throughline.ingest.storefront.bigcommerce;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.events.order.Money;
import io.throughline.ingest.storefront.OrderListing.Listed;
import io.throughline.ingest.storefront.OrderListing.Page;
import io.throughline.ingest.storefront.OrderListing.Placed;
import io.throughline.ingest.storefront.OrderListing.Window;
import io.throughline.ingest.storefront.RecordedCalls;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BigCommerceListingTest {

    static final Instant FROM = Instant.parse("2026-05-04T08:00:00Z");

    @Test
    void goesOnBehindTheLastIdSoThatNoOrderIsSkipped() {
        BigCommerceListing listing = new BigCommerceListing();
        Window window = new Window(FROM, FROM.plusSeconds(3600));
        RecordedCalls calls = new RecordedCalls(path -> path.endsWith("min_id=0") ? orders(1, 250) : orders(251, 252));

        Page<Listed> first = listing.modified(window, Optional.empty(), calls);
        Page<Listed> last = listing.modified(window, first.next(), calls);

        assertThat(calls.asked().getFirst())
                .contains("min_date_modified=2026-05-04T08:00:00Z&max_date_modified=2026-05-04T09:00:00Z");
        assertThat(first.next()).contains("251");
        assertThat(last.orders()).containsExactly(new Listed("251", FROM), new Listed("252", FROM));
        assertThat(last.next()).isEmpty();
    }

    @Test
    void tellsOfAnOrderPlacedWhatIsOwedInTheCurrencyThatIsPaidIn() {
        RecordedCalls calls = new RecordedCalls(path -> """
                [{"id":7,"date_modified":"Mon, 04 May 2026 08:00:00 +0000","status_id":2,"is_deleted":false,
                  "currency_code":"USD","default_currency_code":"EUR","total_inc_tax":"20.0000",
                  "refunded_amount":"5.0000","store_credit_amount":"3.0000"},
                 {"id":8,"date_modified":"Mon, 04 May 2026 08:00:00 +0000","status_id":0},
                 {"id":9,"date_modified":"Mon, 04 May 2026 08:00:00 +0000","status_id":2,"is_deleted":true}]
                """);

        Page<Placed> page =
                new BigCommerceListing().placed(new Window(FROM, FROM.plusSeconds(3600)), Optional.empty(), calls);

        assertThat(calls.asked().getFirst())
                .contains("min_date_created=2026-05-04T08:00:00Z&max_date_created=2026-05-04T09:00:00Z");
        assertThat(page.orders()).containsExactly(new Placed("7", FROM, Money.of(new BigDecimal("20.00"), "EUR")));
    }

    private static String orders(long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(id -> "{\"id\":" + id + ",\"date_modified\":\"Mon, 04 May 2026 08:00:00 +0000\"}")
                .collect(Collectors.joining(",", "[", "]"));
    }
}
