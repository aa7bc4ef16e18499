package io.throughline.ingest.publish;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the log is read over HTTP.
 *
 * @param page most events in one answer, and as many as are given when nobody says how many
 */
@Validated
@ConfigurationProperties("throughline.ingest.log")
record LogProperties(
        @DefaultValue("1000") @Min(1) @Max(10_000) int page) {}
