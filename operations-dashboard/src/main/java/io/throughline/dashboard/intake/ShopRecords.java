package io.throughline.dashboard.intake;

import io.throughline.backbone.http.AuthorizedGet;
import io.throughline.backbone.http.UnavailableException;
import io.throughline.backbone.json.Json;
import io.throughline.dashboard.ledger.Concerns;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** What ingest knows of the shops and of their webhooks, asked of it each time; none of it is kept here. */
public final class ShopRecords implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ShopRecords.class);

    /** What a page shows of a list that may be long. */
    private static final int MOST = 200;

    private final @Nullable AuthorizedGet ingest;

    /** @param ingest absent when nobody said where ingest is */
    ShopRecords(@Nullable AuthorizedGet ingest) {
        this.ingest = ingest;
    }

    /** Webhooks of one shop that were not understood for one cause. */
    public record Quarantined(String source, String shop, String code, long webhooks, Instant oldest, Instant newest) {}

    /** Another body under the delivery key of a known webhook. */
    public record Conflict(
            UUID id,
            UUID webhookId,
            String source,
            String shop,
            @Nullable String topic,
            int times,
            Instant firstAt,
            Instant lastAt) {}

    /** How often requests in the name of one shop were refused for one cause. */
    public record Refusals(String source, String shop, String cause, long requests, Instant firstAt, Instant lastAt) {}

    /** Whatever came and did not become an event. */
    public record Quarantine(List<Quarantined> quarantined, List<Conflict> conflicts, List<Refusals> refusals) {

        public Quarantine {
            quarantined = List.copyOf(quarantined);
            conflicts = List.copyOf(conflicts);
            refusals = List.copyOf(refusals);
        }
    }

    /**
     * How far a shop was asked for modified orders.
     *
     * @param code why the last try failed
     * @param gaps changes that no webhook had told of, as far as they are remembered
     * @param repairedGaps those of them that were made good
     * @param oldestGap when the oldest was found that is not
     * @param disabledTopics that it does not send webhooks about any more
     */
    public record Shop(
            String source,
            String shop,
            Instant watermark,
            @Nullable Instant polledAt,
            int failures,
            @Nullable String code,
            long gaps,
            long repairedGaps,
            long openGaps,
            @Nullable Instant oldestGap,
            long disabledTopics) {}

    /**
     * A change that no webhook had told of.
     *
     * @param version when the order was modified at its shop
     * @param cause {@code modified}, or what the comparison of a day named
     * @param repairedAt absent until what came of it is published
     */
    public record Gap(
            String source,
            String shop,
            String orderKey,
            Instant version,
            Instant foundAt,
            String cause,
            @Nullable Instant repairedAt) {}

    /** Orders of one currency, as a shop lists them and as ingest holds them. */
    public record Sum(String currency, long listed, long listedMinor, long held, long heldMinor) {}

    /** How many orders differ, and how. */
    public record Differences(int missing, int behind, int differing, int gone, int moved) {}

    /** A day of a shop, compared with what the shop lists as placed on it. */
    public record Day(
            String source,
            String shop,
            LocalDate day,
            int checks,
            @Nullable Instant checkedAt,
            List<Sum> sums,
            Differences differences,
            int found,
            int repaired,
            @Nullable Instant agreedAt,
            @Nullable Instant givenUpAt,
            @Nullable String code) {

        public Day {
            sums = List.copyOf(sums);
        }
    }

    /**
     * What was found by asking the shops.
     *
     * @param gaps those that were not made good before the others, each the newest first
     */
    public record Reconciliation(List<Shop> shops, List<Gap> gaps, List<Day> days) {

        public Reconciliation {
            shops = List.copyOf(shops);
            gaps = List.copyOf(gaps);
            days = List.copyOf(days);
        }
    }

    /** Ingest cannot be asked now; the message is for people. */
    public static final class Unreachable extends Exception {

        private static final long serialVersionUID = 1L;

        Unreachable(String message) {
            super(message);
        }

        Unreachable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    public Quarantine quarantine() throws Unreachable {
        return new Quarantine(
                list("/admin/quarantine", Quarantined[].class),
                list("/admin/conflicts?limit=" + MOST, Conflict[].class),
                list("/admin/refusals", Refusals[].class));
    }

    public Reconciliation reconciliation() throws Unreachable {
        return new Reconciliation(
                list("/admin/reconciliation", Shop[].class),
                list("/admin/reconciliation/gaps?newest=true&limit=" + MOST, Gap[].class),
                list("/admin/reconciliation/days?limit=" + MOST, Day[].class));
    }

    /** What somebody may have to be told. */
    public Concerns concerns() throws Unreachable {
        return read("/admin/concerns", Concerns.class);
    }

    private <T> List<T> list(String path, Class<T[]> kind) throws Unreachable {
        return Arrays.asList(read(path, kind));
    }

    private <T> T read(String path, Class<T> kind) throws Unreachable {
        if (ingest == null) {
            throw new Unreachable("The dashboard was not told where ingest is, which knows of the shops.");
        }
        try {
            return Json.mapper().readValue(ingest.body(path), kind);
        } catch (UnavailableException unavailable) {
            LOG.atWarn().setCause(unavailable).log("ingest.shops-unavailable");
            throw new Unreachable(said(unavailable.status()), unavailable);
        } catch (JacksonException unreadable) {
            LOG.atWarn().setCause(unreadable).log("ingest.shops-unreadable");
            throw new Unreachable("Ingest answers in words of another release.", unreadable);
        }
    }

    private static String said(int status) {
        return switch (status) {
            case 401, 403 -> "Ingest does not let the dashboard read what it knows of the shops: its token is refused.";
            case 404 -> "Ingest is of a release that does not tell this.";
            default -> "Ingest, which knows of the shops, does not answer. Try again.";
        };
    }

    @Override
    public void close() {
        if (ingest != null) {
            ingest.close();
        }
    }
}
