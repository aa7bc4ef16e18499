package io.throughline.ingest.reconcile;

import io.throughline.ingest.IngestMetrics;
import io.throughline.ingest.receive.NewWebhooks;
import io.throughline.ingest.store.DayComparison.Cause;
import io.throughline.ingest.store.DayComparison.Difference;
import io.throughline.ingest.store.Gaps;
import io.throughline.ingest.store.Gaps.Found;
import io.throughline.ingest.store.Gaps.Listed;
import io.throughline.ingest.store.Gaps.News;
import io.throughline.ingest.store.NewWebhook;
import io.throughline.ingest.store.Receipt;
import io.throughline.ingest.store.Reconciliations.Address;
import io.throughline.ingest.store.ShopDays.Day;
import io.throughline.ingest.store.Webhooks;
import io.throughline.ingest.storefront.DeliveryKey;
import io.throughline.ingest.understand.ListedOrder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Writes down, as a webhook of our own making, each change that no webhook told of. */
@Component
class MissedOrders {

    private static final Logger LOG = LoggerFactory.getLogger(MissedOrders.class);
    private static final String TOPIC = "reconcile";

    private final Webhooks webhooks;
    private final Gaps gaps;
    private final NewWebhooks made;
    private final IngestMetrics metrics;

    MissedOrders(Webhooks webhooks, Gaps gaps, NewWebhooks made, IngestMetrics metrics) {
        this.webhooks = webhooks;
        this.gaps = gaps;
        this.made = made;
        this.metrics = metrics;
    }

    /**
     * Runs in the caller's transaction. A change that was written down before is not written again, whatever became of
     * it: one that cannot be understood is quarantined once.
     *
     * @return those that are new
     */
    List<Listed> writeDown(Address shop, List<Listed> listed) {
        Map<String, Boolean> deleted =
                gaps.news(listed).stream().collect(Collectors.toMap(News::orderKey, News::deleted, Boolean::logicalOr));
        List<Listed> candidates = listed.stream()
                .filter(one -> deleted.containsKey(one.orderKey()))
                .toList();
        if (candidates.isEmpty()) {
            return List.of();
        }
        return write(
                shop,
                candidates.stream()
                        .map(one -> hint(one, Boolean.TRUE.equals(deleted.get(one.orderKey()))))
                        .toList(),
                null);
    }

    /**
     * Runs in the caller's transaction. Each is asked for once because of its day, whatever comes of it.
     *
     * @return those that are new
     */
    List<Listed> writeDown(Day day, List<Difference> differences) {
        List<Hint> hints = differences.stream().map(one -> hint(day, one)).toList();
        return hints.isEmpty() ? List.of() : write(day.shop(), hints, day.day());
    }

    /** What is to be written down of one order. */
    private record Hint(Listed listed, String cause, DeliveryKey key, ListedOrder body) {}

    private static Hint hint(Listed listed, boolean deleted) {
        return new Hint(
                listed,
                "modified",
                DeliveryKey.of(TOPIC, listed.orderId(), listed.version().toString(), Boolean.toString(deleted)),
                new ListedOrder(listed.orderId(), listed.version(), deleted));
    }

    private static Hint hint(Day day, Difference difference) {
        Listed listed = difference.listed();
        return new Hint(
                listed,
                difference.cause().word(),
                DeliveryKey.of(TOPIC, listed.orderId(), "day", day.day().toString()),
                difference.cause() == Cause.GONE
                        ? ListedOrder.unlisted(listed.orderId(), listed.version())
                        : new ListedOrder(listed.orderId(), listed.version(), difference.restores()));
    }

    private List<Listed> write(Address shop, List<Hint> hints, @Nullable LocalDate day) {
        List<NewWebhook> written = hints.stream()
                .map(hint -> made.listed(
                        shop.source(), shop.shop(), hint.key(), hint.body().body()))
                .toList();
        List<Receipt> receipts = webhooks.record(written);
        List<Found> found = new ArrayList<>();
        for (int place = 0; place < receipts.size(); place++) {
            if (receipts.get(place).kind() == Receipt.Kind.ACCEPTED) {
                Hint hint = hints.get(place);
                found.add(new Found(hint.listed(), written.get(place).id(), hint.cause()));
            }
        }
        gaps.found(shop, found, day);
        return found.stream().map(Found::listed).toList();
    }

    /** To be called once they are committed. */
    void tell(Address shop, List<Listed> missed) {
        for (Listed one : missed) {
            metrics.gap(shop.source(), "found");
            LOG.atWarn()
                    .addKeyValue("throughline.source", shop.source())
                    .addKeyValue("throughline.shop", shop.shop())
                    .addKeyValue("throughline.order", one.orderKey())
                    .addKeyValue("throughline.version", one.version())
                    .log("reconciliation.gap-found");
        }
    }
}
