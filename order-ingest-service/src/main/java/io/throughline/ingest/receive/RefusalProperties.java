package io.throughline.ingest.receive;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When refused requests are worth a look.
 *
 * @param least refused requests of one shop within five minutes below which nothing is signalled
 * @param factor how many times more than usual in the hour before
 */
@Validated
@ConfigurationProperties("throughline.ingest.refusals")
record RefusalProperties(
        @DefaultValue("10") @Min(1) @Max(100_000) int least,
        @DefaultValue("5") @Min(2) @Max(1000) int factor) {}
