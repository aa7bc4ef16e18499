package io.throughline.ingest;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Whose webhooks are taken, and within which limits.
 *
 * @param request what one request may weigh
 * @param writer how webhooks are written down
 * @param understanding how stored webhooks become events
 * @param fetch how orders are fetched of which a webhook tells only a part
 * @param relay how events are sent to topic {@code orders}
 * @param standard what is particular to Standard Webhooks, and to CloudEvents, which are signed by it
 * @param bigcommerce what is particular to BigCommerce
 * @param shops the shops; any other address is answered 404
 */
@Validated
@ConfigurationProperties("throughline.ingest")
public record IngestProperties(
        @DefaultValue @Valid Request request,
        @DefaultValue @Valid Writer writer,
        @DefaultValue @Valid Understanding understanding,
        @DefaultValue @Valid Fetch fetch,
        @DefaultValue @Valid Relay relay,
        @DefaultValue @Valid Standard standard,
        @DefaultValue @Valid BigCommerce bigcommerce,
        @DefaultValue List<Shop> shops) {

    public IngestProperties {
        shops = List.copyOf(shops);
        Set<String> seen = new HashSet<>();
        for (Shop shop : shops) {
            if (!seen.add(shop.source() + "/" + shop.slug())) {
                throw new IllegalArgumentException(
                        "Shop '" + shop.slug() + "' of " + shop.source() + " is configured twice");
            }
        }
    }

    /**
     * What one request may weigh.
     *
     * @param maxBody largest body, as sent and as inflated
     * @param maxHeaders most header fields
     * @param maxHeaderBytes names and values of all header fields together
     */
    public record Request(
            @DefaultValue("2MB") DataSize maxBody,
            @DefaultValue("100") @Min(10) @Max(1000) int maxHeaders,
            @DefaultValue("16KB") DataSize maxHeaderBytes) {

        /** The limit of a body in bytes. */
        public int maxBodyBytes() {
            return Math.toIntExact(maxBody.toBytes());
        }
    }

    /**
     * How webhooks are written down.
     *
     * @param capacity webhooks that may wait for the database; one more is answered 503
     * @param maxBatch webhooks in one statement, and in one request
     * @param timeout longest wait of a request for its commit; then 503
     * @param retryAfter what a 503 asks the storefront to wait
     * @param refusedKept refused requests remembered of each shop and cause, without bodies; older ones only count
     */
    public record Writer(
            @DefaultValue("2000") @Min(1) @Max(100_000) int capacity,
            @DefaultValue("200") @Min(1) @Max(500) int maxBatch,
            @DefaultValue("3s") @DurationMin(millis = 10) Duration timeout,
            @DefaultValue("5s") @DurationMin(seconds = 1) Duration retryAfter,
            @DefaultValue("100") @Min(1) @Max(10_000) int refusedKept) {}

    /**
     * How stored webhooks become events.
     *
     * @param batch webhooks understood in one transaction
     * @param sweep how often pending webhooks are looked for without a signal
     * @param retry wait after the database failed
     */
    public record Understanding(
            @DefaultValue("100") @Min(1) @Max(500) int batch,
            @DefaultValue("5s") @DurationMin(millis = 10) Duration sweep,
            @DefaultValue("1s") @DurationMin(millis = 10) Duration retry) {}

    /**
     * How orders are fetched of which a webhook tells only a part.
     *
     * @param concurrency orders of one shop that one instance fetches at once
     * @param connectTimeout longest wait for a connection
     * @param timeout longest time for all that is asked about one order
     * @param maxBody largest answer
     * @param settle added to the time after which a version cannot change any more, for clocks that differ
     * @param firstRetry wait after the first failure; it doubles with each further one
     * @param maxRetry longest wait, whatever the storefront asks for
     * @param sweep how often due fetches are looked for without a signal
     * @param lease how long an instance that died keeps others from fetching; more than the timeout
     */
    public record Fetch(
            @DefaultValue("4") @Min(1) @Max(64) int concurrency,
            @DefaultValue("5s") @DurationMin(millis = 10) Duration connectTimeout,
            @DefaultValue("30s") @DurationMin(millis = 10) Duration timeout,
            @DefaultValue("8MB") DataSize maxBody,
            @DefaultValue("3s") @DurationMin(millis = 0) Duration settle,
            @DefaultValue("1s") @DurationMin(millis = 10) Duration firstRetry,
            @DefaultValue("15m") @DurationMin(millis = 10) Duration maxRetry,
            @DefaultValue("1s") @DurationMin(millis = 10) Duration sweep,
            @DefaultValue("2m") @DurationMin(seconds = 1) Duration lease) {

        public Fetch {
            if (lease.compareTo(timeout) <= 0) {
                throw new IllegalArgumentException("The lease of a fetch must be longer than its timeout");
            }
        }

        /** The limit of an answer in bytes. */
        public int maxBodyBytes() {
            return Math.toIntExact(maxBody.toBytes());
        }
    }

    /**
     * How events are sent to topic {@code orders}.
     *
     * @param batch most events in one batch
     * @param lease how long an instance that died keeps others from sending; another follows after this and one sweep
     * @param sweep how often the log is looked at without a signal, and how soon sending is tried again after a failure
     * @param unsettledWait wait where a running transaction may still put an earlier event
     * @param maxMessage largest event that travels whole; of a larger one, who needs the data fetches them
     */
    public record Relay(
            @DefaultValue("200") @Min(1) @Max(1000) int batch,
            @DefaultValue("6s") @DurationMin(seconds = 1) Duration lease,
            @DefaultValue("3s") @DurationMin(millis = 10) Duration sweep,
            @DefaultValue("5ms") @DurationMin(millis = 1) Duration unsettledWait,
            @DefaultValue("240KB") DataSize maxMessage) {}

    /**
     * What is particular to Standard Webhooks.
     *
     * @param tolerance how far the signed timestamp may be from now, either way
     */
    public record Standard(
            @DefaultValue("300s") @DurationMin(seconds = 1) Duration tolerance) {}

    /**
     * What is particular to BigCommerce.
     *
     * @param tolerance how far the signed timestamp may be from now, either way; BigCommerce does not say whether a
     *     retry carries a timestamp of its own, so it is long, and repeated deliveries are known by id and body
     */
    public record BigCommerce(
            @DefaultValue("24h") @DurationMin(seconds = 1) Duration tolerance) {}
}
