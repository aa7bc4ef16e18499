package io.throughline.ingest.reconcile;

import io.throughline.ingest.IngestMetrics;
import io.throughline.ingest.TimeOrderedIds;
import io.throughline.ingest.receive.Traceparent;
import io.throughline.ingest.store.Gaps;
import io.throughline.ingest.store.Gaps.Listed;
import io.throughline.ingest.store.Gaps.News;
import io.throughline.ingest.store.NewWebhook;
import io.throughline.ingest.store.Receipt;
import io.throughline.ingest.store.Reconciliations.Address;
import io.throughline.ingest.store.StoredWebhook;
import io.throughline.ingest.store.Webhooks;
import io.throughline.ingest.storefront.DeliveryKey;
import io.throughline.ingest.understand.ListedOrder;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Writes down, as a webhook of our own making, each listed change that no webhook told of. */
@Component
class MissedOrders {

    private static final Logger LOG = LoggerFactory.getLogger(MissedOrders.class);
    private static final String TOPIC = "reconcile";

    private final Webhooks webhooks;
    private final Gaps gaps;
    private final TimeOrderedIds ids;
    private final IngestMetrics metrics;
    private final Clock clock;
    private final RandomGenerator random = new SecureRandom();

    MissedOrders(Webhooks webhooks, Gaps gaps, TimeOrderedIds ids, IngestMetrics metrics, Clock clock) {
        this.webhooks = webhooks;
        this.gaps = gaps;
        this.ids = ids;
        this.metrics = metrics;
        this.clock = clock;
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
        List<NewWebhook> hints = candidates.stream()
                .map(one -> hint(shop, one, Boolean.TRUE.equals(deleted.get(one.orderKey()))))
                .toList();
        List<Receipt> receipts = webhooks.record(hints);
        List<Listed> missed = new ArrayList<>();
        List<UUID> written = new ArrayList<>();
        for (int place = 0; place < receipts.size(); place++) {
            if (receipts.get(place).kind() == Receipt.Kind.ACCEPTED) {
                missed.add(candidates.get(place));
                written.add(hints.get(place).id());
            }
        }
        gaps.found(shop, missed, written);
        return missed;
    }

    private NewWebhook hint(Address shop, Listed listed, boolean deleted) {
        return new NewWebhook(
                ids.next(),
                shop.source(),
                shop.shop(),
                DeliveryKey.of(TOPIC, listed.orderId(), listed.version().toString(), Boolean.toString(deleted))
                        .in(shop.source(), shop.shop()),
                TOPIC,
                Map.of(StoredWebhook.ORIGIN, StoredWebhook.RECONCILED),
                new ListedOrder(listed.orderId(), listed.version(), deleted).body(),
                clock.instant(),
                Traceparent.begun(random));
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
