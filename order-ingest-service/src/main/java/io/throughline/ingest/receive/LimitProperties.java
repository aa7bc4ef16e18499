package io.throughline.ingest.receive;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What all requests together may take, and how long one may.
 *
 * @param bodyTime longest time in which a body has to arrive; then 408
 * @param discard how much of a refused body is still read, so that its sender gets to read the answer
 * @param bodies bytes of all bodies that are in memory at once, inflated; beyond it 503
 * @param concurrent requests at once of all shops; one more is answered 503
 * @param concurrentPerShop requests at once of one shop; one more is answered 429 where its storefront comes back when
 *     told so, elsewhere it waits for its turn as long as for the database
 */
@Validated
@ConfigurationProperties("throughline.ingest.limits")
record LimitProperties(
        @DefaultValue("10s") @DurationMin(millis = 10) Duration bodyTime,
        @DefaultValue("16MB") DataSize discard,
        @DefaultValue("64MB") DataSize bodies,
        @DefaultValue("2000") @Min(1) @Max(100_000) int concurrent,
        @DefaultValue("1500") @Min(1) @Max(100_000) int concurrentPerShop) {}
