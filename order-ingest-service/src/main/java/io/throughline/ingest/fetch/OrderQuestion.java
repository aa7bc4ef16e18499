package io.throughline.ingest.fetch;

import io.throughline.backbone.trace.Span;
import io.throughline.backbone.trace.Span.Kind;
import io.throughline.backbone.trace.Tracing;
import io.throughline.ingest.IngestMetrics;
import io.throughline.ingest.OrderApi;
import io.throughline.ingest.Shop;
import io.throughline.ingest.store.FetchTask;
import io.throughline.ingest.store.StoredWebhook;
import io.throughline.ingest.storefront.FetchException;
import io.throughline.ingest.storefront.Meaning;
import io.throughline.ingest.storefront.Meaning.NotUnderstood;
import io.throughline.ingest.storefront.NotUnderstoodException;
import io.throughline.ingest.storefront.OrderSource;
import io.throughline.ingest.storefront.Storefront;
import io.throughline.ingest.storefront.Storefronts;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks a shop for one order. What goes wrong for good is the answer; only what may be better later is thrown. */
@Component
class OrderQuestion {

    private static final Logger LOG = LoggerFactory.getLogger(OrderQuestion.class);

    /** So that an id is a word in a path, and never a path. */
    private static final String ID = "[0-9]{1,20}";

    private final Storefronts storefronts;
    private final OrderHttp http;
    private final IngestMetrics metrics;
    private final Tracing tracing;

    OrderQuestion(Storefronts storefronts, OrderHttp http, IngestMetrics metrics, Tracing tracing) {
        this.storefronts = storefronts;
        this.http = http;
        this.metrics = metrics;
        this.tracing = tracing;
    }

    /**
     * What the shop says.
     *
     * @param waiting for the answer; the question is part of the first trace of theirs that is recorded
     * @throws FetchException when the same question may be answered later
     */
    Meaning ask(FetchTask task, List<StoredWebhook> waiting) {
        Optional<OrderSource> source = storefronts.of(task.shop().source()).flatMap(Storefront::orders);
        Optional<OrderApi> api =
                storefronts.shop(task.shop().source(), task.shop().shop()).flatMap(OrderQuestion::apiOf);
        if (source.isEmpty() || api.isEmpty()) {
            return new NotUnderstood("hint-needs-fetch", "The shop has no api any more to fetch the order from");
        }
        Span span = begin(task, waiting);
        try {
            Meaning meaning = answer(task, source.get(), api.get());
            metrics.fetch(task.shop().source(), result(meaning));
            span.with("throughline.result", result(meaning));
            return meaning;
        } catch (FetchException later) {
            span.failed(later.code());
            throw later;
        } finally {
            span.end();
        }
    }

    /** Not one of each call that it takes: what they ask for may name a person. */
    private Span begin(FetchTask task, List<StoredWebhook> waiting) {
        if (!tracing.isOn()) {
            return Span.NONE;
        }
        long start = System.nanoTime();
        return waiting.stream()
                .map(webhook -> tracing.begin(Kind.CLIENT, "fetch", webhook.traceparent(), start))
                .filter(Span::isRecorded)
                .findFirst()
                .orElse(Span.NONE)
                .with("throughline.source", task.shop().source())
                .with("throughline.shop", task.shop().shop())
                .with("throughline.order", task.orderKey());
    }

    private static Optional<OrderApi> apiOf(Shop shop) {
        return Optional.ofNullable(shop.api());
    }

    private Meaning answer(FetchTask task, OrderSource source, OrderApi api) {
        if (!task.orderId().matches(ID)) {
            return new NotUnderstood("malformed-field", "The order's id is no number");
        }
        try {
            return source.fetch(task.shop().shop(), task.orderId(), http.calls(api, source.credentials(api)));
        } catch (FetchException failure) {
            if (failure.isPermanent()) {
                return new NotUnderstood(failure.code(), String.valueOf(failure.getMessage()));
            }
            throw failure;
        } catch (NotUnderstoodException reason) {
            return new NotUnderstood(reason.code(), "As fetched: " + reason.getMessage());
        } catch (RuntimeException bug) {
            LOG.atError()
                    .addKeyValue("throughline.order", task.orderKey())
                    .setCause(bug)
                    .log("fetch.mapping-failed");
            return new NotUnderstood("mapping-failed", bug.getClass().getSimpleName() + " while reading the order");
        }
    }

    private static String result(Meaning meaning) {
        return switch (meaning) {
            case Meaning.Missing gone -> "gone";
            case NotUnderstood refused -> "refused";
            case Meaning.Snapshot order -> "fetched";
            case Meaning.Restoration order -> "fetched";
            case Meaning.Deletion deletion -> "fetched";
            case Meaning.NoOrder none -> "fetched";
            case Meaning.Hint hint -> "refused";
            case Meaning.Erasure erasure -> "refused";
        };
    }
}
