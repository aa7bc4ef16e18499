package io.throughline.ingest.understand;

import io.throughline.backbone.trace.Span;
import io.throughline.backbone.trace.Span.Kind;
import io.throughline.backbone.trace.Tracing;
import io.throughline.ingest.store.Conclusions;
import io.throughline.ingest.store.Ending;
import io.throughline.ingest.store.FetchRequest;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was understood of webhooks, as spans below theirs. A batch is committed as one: they begin and end alike. */
record UnderstandingSpans(Tracing tracing) {

    /** @param start of the batch, on the monotonic clock; its end is now, as it is committed */
    void record(Map<UUID, Reading> readings, Conclusions conclusions, long start) {
        if (!tracing.isOn()) {
            return;
        }
        for (Ending ending : conclusions.endings()) {
            Span span = begin(readings.get(ending.webhookId()), start);
            if (span.isRecorded()) {
                say(span, ending, conclusions);
                span.end();
            }
        }
        for (FetchRequest asked : conclusions.asked()) {
            begin(readings.get(asked.webhookId()), start)
                    .with("throughline.result", "fetch")
                    .end();
        }
    }

    private Span begin(@Nullable Reading reading, long start) {
        return reading == null
                ? Span.NONE
                : tracing.begin(Kind.INTERNAL, "understand", reading.webhook().traceparent(), start)
                        .with("throughline.webhook", reading.webhook().id());
    }

    private static void say(Span span, Ending ending, Conclusions conclusions) {
        span.with("throughline.result", ending.result().word());
        span.with(
                "throughline.events",
                conclusions.events().stream()
                        .filter(event -> event.webhookId().equals(ending.webhookId()))
                        .count());
        if (ending.orderKey() != null) {
            span.with("throughline.order", ending.orderKey());
        }
        if (ending.code() != null) {
            span.with("throughline.code", ending.code());
            if (ending.result() == Ending.Result.QUARANTINED) {
                span.failed(ending.code());
            }
        }
    }
}
