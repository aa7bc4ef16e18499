package io.throughline.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** What ingest counts; never with an order id as a tag. */
@Component
public class IngestMetrics {

    private final MeterRegistry registry;

    IngestMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * A webhook more.
     *
     * @param result {@code accepted}, {@code duplicate}, {@code quarantined}, {@code refused}
     */
    public void webhook(String source, String result) {
        registry.counter("throughline.webhooks", "source", source, "result", result)
                .increment();
        if (result.equals("duplicate")) {
            registry.counter("throughline.duplicates.suppressed", "source", source, "layer", "webhook")
                    .increment();
        }
    }

    /**
     * An event asked for once more.
     *
     * @param result {@code sent}, {@code replayed} on somebody's wish, or {@code unknown} when the log has no such
     *     event
     */
    public void redelivery(String integration, String result) {
        registry.counter("throughline.redeliveries", "integration", integration, "result", result)
                .increment();
    }

    /**
     * An order asked for.
     *
     * @param result {@code fetched}, {@code gone}, {@code refused} for good, or {@code failed} and to be tried again
     */
    public void fetch(String source, String result) {
        registry.counter("throughline.fetches", "source", source, "result", result)
                .increment();
    }

    /**
     * A change that no webhook told of.
     *
     * @param result {@code found}, and later {@code repaired}
     */
    public void gap(String source, String result) {
        registry.counter("throughline.reconciliation.gaps", "source", source, "result", result)
                .increment();
    }

    /**
     * A webhook subscription that was to be enabled anew.
     *
     * @param result {@code enabled}, or {@code refused} by the storefront
     */
    public void subscription(String source, String result) {
        registry.counter("throughline.subscription.enables", "source", source, "result", result)
                .increment();
    }

    /**
     * Rows that were kept long enough.
     *
     * @param kept {@code raw-bodies}, {@code refused-requests}, {@code events}, {@code shop-days}
     */
    public void forgotten(String kept, long rows) {
        registry.counter("throughline.retention.forgotten", "class", kept).increment((double) rows);
    }

    /** An event more in the log. */
    public void event(String type, String origin) {
        registry.counter("throughline.events", "type", type, "origin", origin).increment();
    }
}
