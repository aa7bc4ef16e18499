package io.throughline.ingest.erasure;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How somebody is looked for and erased.
 *
 * @param orders orders looked at, with their events, in one transaction
 * @param bodies raw bodies opened in one transaction
 * @param sweep how often an erasure is looked for that another instance was asked for or left behind
 * @param blocked how long before an order is looked at again of which events wait to be published
 * @param exported most orders, or raw bodies, looked at for one page of an export
 */
@Validated
@ConfigurationProperties("throughline.ingest.erasure")
record ErasureProperties(
        @DefaultValue("100") @Min(1) @Max(1000) int orders,
        @DefaultValue("50") @Min(1) @Max(1000) int bodies,
        @DefaultValue("5s") @DurationMin(millis = 10) Duration sweep,
        @DefaultValue("2s") @DurationMin(millis = 10) Duration blocked,
        @DefaultValue("2000") @Min(1) @Max(10_000) int exported) {}
