package io.throughline.ingest.publish;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.throughline.backbone.database.LogPosition;
import io.throughline.ingest.access.Allows;
import io.throughline.ingest.access.Role;
import io.throughline.ingest.store.LogPages;
import io.throughline.ingest.store.LogPages.Line;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The log of events for the ledger: what was appended, told without the broker and without personal data. */
@RestController
@Allows(Role.SERVICE)
class LogApi {

    private final LogPages pages;
    private final int most;

    LogApi(LogPages pages, LogProperties properties) {
        this.pages = pages;
        this.most = properties.page();
    }

    /**
     * A page.
     *
     * @param next where to go on, also when the page is empty
     * @param more whether there may be more now
     * @param heldSince when the oldest event was appended that is committed and not told of, because a transaction that
     *     began earlier still runs; absent when there is none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Page(
            List<Entry> events,
            String next,
            boolean more,
            @Nullable Instant heldSince) {}

    /** @param acceptedAt absent on an event that an earlier release appended, as is {@code test} */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Entry(
            UUID eventId,
            UUID orderRef,
            int orderSeq,
            String orderKey,
            String type,
            @Nullable Instant acceptedAt,
            Instant appendedAt,
            @Nullable Boolean test) {

        static Entry of(Line line) {
            return new Entry(
                    line.eventId(),
                    line.orderRef(),
                    line.sequence(),
                    line.orderKey(),
                    line.type(),
                    line.acceptedAt(),
                    line.appendedAt(),
                    line.test());
        }
    }

    /**
     * Reads on.
     *
     * @param after where an earlier page ended; without it the log's beginning, or {@code since}
     * @param since for a reader that has no place yet: everything appended from then on
     * @param limit events wanted; never more than a page
     */
    @GetMapping("/log")
    Page log(
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Instant since,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = limit == null ? most : Math.clamp(limit, 1, most);
        LogPosition start = start(after, since);
        // Asked first: what is held back by then and told of anyway does no harm, the other way round it would.
        Instant heldSince = pages.heldSince().orElse(null);
        List<Line> lines = pages.after(start, size);
        LogPosition end = lines.isEmpty() ? start : lines.getLast().position();
        return new Page(lines.stream().map(Entry::of).toList(), LogCursor.of(end), lines.size() == size, heldSince);
    }

    private LogPosition start(@Nullable String after, @Nullable Instant since) {
        if (after != null) {
            return LogCursor.read(after)
                    .orElseThrow(() -> new ResponseStatusException(
                            HttpStatus.BAD_REQUEST, "after is not a cursor that this log gave out"));
        }
        return since == null ? LogPosition.START : pages.before(since);
    }
}
