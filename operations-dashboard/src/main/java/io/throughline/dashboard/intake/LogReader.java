package io.throughline.dashboard.intake;

import io.throughline.backbone.http.AuthorizedGet;
import io.throughline.backbone.json.Json;
import io.throughline.dashboard.ledger.Appended;
import io.throughline.dashboard.store.PublishLedger;
import io.throughline.dashboard.store.PublishLedger.Place;
import io.throughline.events.EventTypes;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Reads on in ingest's log, without the broker: the first account of what there should be. */
final class LogReader implements AutoCloseable {

    /** What is read at a look, so that a long backlog does not keep it from judging; the next look goes on. */
    private static final int PAGES_AT_ONCE = 100;

    private final AuthorizedGet ingest;
    private final PublishLedger ledger;
    private final Clock clock;

    LogReader(AuthorizedGet ingest, PublishLedger ledger, Clock clock) {
        this.ingest = ingest;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** @throws RuntimeException when ingest or the database does not answer; what was read until then is kept */
    void readOn() {
        boolean more = true;
        for (int page = 0; more && page < PAGES_AT_ONCE; page++) {
            more = readPage(ledger.place());
        }
    }

    private boolean readPage(Place place) {
        Instant asked = clock.instant();
        LogPage page = Json.mapper().readValue(ingest.body(path(place)), LogPage.class);
        Instant known = page.heldSince() == null ? asked : page.heldSince();
        ledger.record(place, concerningUs(page.events()), page.next(), page.more() ? null : known);
        return page.more();
    }

    @Override
    public void close() {
        ingest.close();
    }

    private static String path(Place place) {
        return place.cursor() == null
                ? "/log?since=" + place.since()
                : "/log?after=" + URLEncoder.encode(place.cursor(), StandardCharsets.UTF_8);
    }

    /** A type of which no version is known here is settled unread when it comes, so nobody waits for it. */
    private static List<Appended> concerningUs(List<Appended> events) {
        return events.stream()
                .filter(event ->
                        EventTypes.named(event.type()).isPresent() || EventTypes.isUnknownVersion(event.type()))
                .toList();
    }
}
