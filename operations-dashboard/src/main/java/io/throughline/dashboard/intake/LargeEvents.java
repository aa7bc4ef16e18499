package io.throughline.dashboard.intake;

import io.throughline.backbone.json.Json;
import io.throughline.dashboard.ledger.Payload;
import io.throughline.dashboard.ledger.SearchTerms;
import io.throughline.dashboard.store.SearchIndex;
import io.throughline.dashboard.store.SearchIndex.Unread;
import io.throughline.events.EventTypes;
import io.throughline.events.OrderEvent;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** Fetches the data of events that were too large to carry it, so that their orders are found like any other. */
@Component
class LargeEvents {

    private static final Logger LOG = LoggerFactory.getLogger(LargeEvents.class);
    private static final int AT_ONCE = 20;
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final SearchIndex index;
    private final EventData data;

    LargeEvents(SearchIndex index, EventData data) {
        this.index = index;
        this.data = data;
    }

    @Scheduled(fixedDelayString = "${throughline.dashboard.meters-every}")
    void read() {
        index.unread(AT_ONCE, AGAIN).forEach(this::read);
    }

    private void read(Unread event) {
        switch (data.of(event.eventId())) {
            case Payload.Known(var known) ->
                parsed(event, known.toString())
                        .ifPresentOrElse(
                                found -> index.read(event, found.order().displayNumber(), SearchTerms.of(found)),
                                () -> index.done(event));
            case Payload.Unknown(var why) ->
                LOG.atDebug()
                        .addKeyValue("throughline.event_id", event.eventId())
                        .log("search.data-unavailable");
        }
    }

    /** Absent when this release cannot read it: it will not be able to later either. */
    private static Optional<? extends OrderEvent> parsed(Unread event, String json) {
        try {
            return EventTypes.named(event.type()).map(type -> Json.mapper().readValue(json, type.payload()));
        } catch (JacksonException unreadable) {
            LOG.atWarn().addKeyValue("throughline.event_id", event.eventId()).log("search.data-unreadable");
            return Optional.empty();
        }
    }
}
