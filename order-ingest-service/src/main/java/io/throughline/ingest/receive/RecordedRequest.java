package io.throughline.ingest.receive;

import io.throughline.backbone.trace.Span;
import io.throughline.backbone.trace.Span.Kind;
import io.throughline.backbone.trace.Tracing;
import io.throughline.ingest.Shop;
import io.throughline.ingest.store.Receipt;
import io.throughline.ingest.storefront.WebhookRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/**
 * One span for each webhook of a request that was verified. What a stranger sends has none, so that nobody can fill the
 * collector's queue without a shop's secret.
 */
final class RecordedRequest implements RequestTrace {

    private static final String ROUTE = "/webhooks/{source}/{shop}";

    private final Tracing tracing;
    private final Shop shop;
    private final long start;
    private final List<Span> spans = new ArrayList<>();

    /** @param start on the monotonic clock */
    RecordedRequest(Tracing tracing, Shop shop, long start) {
        this.tracing = tracing;
        this.shop = shop;
        this.start = start;
    }

    @Override
    public String of(WebhookRequest webhook) {
        Span span = tracing.first(Kind.SERVER, "POST " + ROUTE, Traceparent.sent(webhook.headers()), start)
                .with("http.request.method", "POST")
                .with("http.route", ROUTE)
                .with("throughline.source", shop.source())
                .with("throughline.shop", shop.slug());
        spans.add(span);
        return span.traceparent().orElseThrow();
    }

    @Override
    public void written(List<Receipt> receipts) {
        for (int place = 0; place < spans.size(); place++) {
            Receipt receipt = receipts.get(place);
            Span span = spans.get(place)
                    .with("http.response.status_code", HttpStatus.OK.value())
                    .with("throughline.receipt", receipt.kind().name().toLowerCase(Locale.ROOT));
            if (receipt.webhookId() != null) {
                span.with("throughline.webhook", receipt.webhookId());
            }
            span.end();
        }
    }

    @Override
    public void refused(Refusal refusal) {
        spans.forEach(span -> span.with(
                        "http.response.status_code", refusal.why().status().value())
                .failed(refusal.code())
                .end());
    }

    @Override
    public void failed(RuntimeException bug) {
        spans.forEach(span -> span.with("http.response.status_code", HttpStatus.INTERNAL_SERVER_ERROR.value())
                .failed(bug.getClass().getSimpleName())
                .end());
    }
}
