package io.throughline.ingest.understand;

import io.throughline.backbone.database.DataErrors;
import io.throughline.backbone.database.Halving;
import io.throughline.backbone.trace.Tracing;
import io.throughline.events.Origin;
import io.throughline.ingest.IngestMetrics;
import io.throughline.ingest.store.Conclusions;
import io.throughline.ingest.store.Ending;
import io.throughline.ingest.store.Ending.Result;
import io.throughline.ingest.store.FetchRequest;
import io.throughline.ingest.store.UnderstandingStore;
import io.throughline.ingest.store.UnderstandingStore.Concern;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Ends webhooks in batches; where a batch cannot be written, halves it until the cause stands alone. */
@Component
public class Understanding {

    private static final Logger LOG = LoggerFactory.getLogger(Understanding.class);

    private final UnderstandingStore store;
    private final Numbering numbering;
    private final Signals signals;
    private final IngestMetrics metrics;
    private final UnderstandingSpans spans;

    Understanding(
            UnderstandingStore store, Numbering numbering, Signals signals, IngestMetrics metrics, Tracing tracing) {
        this.store = store;
        this.numbering = numbering;
        this.signals = signals;
        this.metrics = metrics;
        this.spans = new UnderstandingSpans(tracing);
    }

    /** How many webhooks ended or wait for a fetch; those that another instance is at are left to it. */
    public int conclude(List<Reading> readings) {
        List<Boolean> ended = Halving.write(readings, this::write, this::quarantine, DataErrors::isRowsFault);
        return (int) ended.stream().filter(Boolean::booleanValue).count();
    }

    private List<Boolean> write(List<Reading> readings) {
        long start = System.nanoTime();
        Conclusions conclusions = store.conclude(
                ids(readings),
                concern(readings),
                (claimed, states) -> new BatchDecision(numbering, states).conclude(claimedOf(readings, claimed)));
        report(readings, conclusions, start);
        Set<UUID> ended = Stream.concat(
                        conclusions.endings().stream().map(Ending::webhookId),
                        conclusions.asked().stream().map(FetchRequest::webhookId))
                .collect(Collectors.toSet());
        return readings.stream()
                .map(reading -> ended.contains(reading.webhook().id()))
                .toList();
    }

    private Boolean quarantine(Reading reading, RuntimeException cause) {
        long start = System.nanoTime();
        boolean storable = !DataErrors.isDataError(cause);
        Ending ending = Ending.quarantined(
                reading.webhook().id(),
                storable ? "understanding-failed" : "not-storable",
                cause.getClass().getSimpleName() + " while writing",
                null);
        if (storable) {
            LOG.atError()
                    .addKeyValue("throughline.webhook", ending.webhookId())
                    .setCause(cause)
                    .log("webhook.understanding-failed");
        }
        Conclusions conclusions = store.conclude(
                List.of(ending.webhookId()),
                Concern.NOTHING,
                (claimed, states) -> Conclusions.of(claimed.isEmpty() ? List.of() : List.of(ending)));
        report(List.of(reading), conclusions, start);
        return !conclusions.endings().isEmpty();
    }

    private static List<Reading> claimedOf(List<Reading> readings, Set<UUID> claimed) {
        return readings.stream()
                .filter(reading -> claimed.contains(reading.webhook().id()))
                .toList();
    }

    private static Collection<UUID> ids(List<Reading> readings) {
        return readings.stream().map(reading -> reading.webhook().id()).toList();
    }

    private static Concern concern(List<Reading> readings) {
        return new Concern(
                readings.stream()
                        .flatMap(reading -> reading.orderKey().stream())
                        .collect(Collectors.toSet()),
                readings.stream()
                        .flatMap(reading -> reading.snapshot().stream())
                        .toList());
    }

    /** Only now, as the batch is committed. */
    private void report(List<Reading> readings, Conclusions conclusions, long start) {
        Map<UUID, Reading> byId = readings.stream()
                .collect(Collectors.toMap(reading -> reading.webhook().id(), Function.identity()));
        spans.record(byId, conclusions, start);
        conclusions.events().forEach(event -> metrics.event(event.type(), origin(byId.get(event.webhookId()))));
        if (!conclusions.events().isEmpty()) {
            signals.eventsAppended();
        }
        if (!conclusions.asked().isEmpty()) {
            signals.fetchesDue();
        }
        for (Ending ending : conclusions.endings()) {
            Reading reading = byId.get(ending.webhookId());
            if (ending.result() == Result.QUARANTINED && reading != null) {
                metrics.webhook(reading.webhook().source(), "quarantined");
                LOG.atWarn()
                        .addKeyValue("throughline.webhook", ending.webhookId())
                        .addKeyValue("throughline.shop", reading.webhook().shop())
                        .addKeyValue("throughline.code", ending.code())
                        .log("webhook.quarantined");
            }
        }
    }

    private static String origin(@Nullable Reading reading) {
        Origin origin = reading == null ? Origin.WEBHOOK : reading.webhook().origin();
        return origin.name().toLowerCase(Locale.ROOT);
    }
}
