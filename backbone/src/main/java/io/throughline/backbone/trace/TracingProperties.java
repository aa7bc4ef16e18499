package io.throughline.backbone.trace;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where spans are exported, and what they may cost. Without an endpoint there are none.
 *
 * @param endpoint of a collector that takes OTLP over HTTP, without a path of the signal:
 *     {@code http://otel-collector:4318}
 * @param sampleRatio of the traces that begin at a webhook, how many are recorded; who sends a webhook with a trace
 *     context has decided for it. Only ingest's counts: all others record what is marked as sampled
 * @param queue spans that wait for the collector at most; whatever is more is dropped and counted
 * @param batch most spans in one request
 * @param delay longest wait of a span for its batch to fill
 * @param timeout of one export; its spans are lost and counted then
 */
@Validated
@ConfigurationProperties("throughline.tracing")
record TracingProperties(
        URI endpoint,

        @DefaultValue("0.1") @DecimalMin("0") @DecimalMax("1")
        double sampleRatio,

        @DefaultValue("2048") @Min(1) @Max(100_000) int queue,
        @DefaultValue("512") @Min(1) @Max(10_000) int batch,

        @DefaultValue("1s") @DurationMin(millis = 10) @DurationMax(minutes = 1)
        Duration delay,

        @DefaultValue("5s") @DurationMin(millis = 10) @DurationMax(minutes = 1)
        Duration timeout) {

    @AssertTrue(message = "must be http or https, with a host and without user, query or fragment")
    boolean isEndpointPlain() {
        return ("http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme()))
                && endpoint.getHost() != null
                && endpoint.getUserInfo() == null
                && endpoint.getQuery() == null
                && endpoint.getFragment() == null;
    }

    /** Of traces, as OTLP says it is found below the endpoint. */
    URI traces() {
        String base = endpoint.toString();
        return URI.create((base.endsWith("/") ? base : base + "/") + "v1/traces");
    }
}
