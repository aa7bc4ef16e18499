package io.throughline.ingest.retention;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long what is kept.
 *
 * @param rawBodies of webhooks that ended, with their delivery keys; longer than any storefront tries again
 * @param refusedRequests which were refused and how many
 * @param events of an order of which nothing was heard any more; also how far back events can be sent once more
 * @param shopDays what came of comparing a shop's days
 * @param every how often it is looked for what is too old
 * @param batch most webhooks, or orders, that one transaction forgets
 */
@Validated
@ConfigurationProperties("throughline.ingest.retention")
public record RetentionProperties(
        @DefaultValue("30d") @DurationMin(days = 3) Duration rawBodies,
        @DefaultValue("7d") @DurationMin(days = 1) Duration refusedRequests,
        @DefaultValue("400d") @DurationMin(days = 30) Duration events,
        @DefaultValue("400d") @DurationMin(days = 30) Duration shopDays,
        @DefaultValue("1h") @DurationMin(seconds = 1) Duration every,
        @DefaultValue("500") @Min(1) @Max(10_000) int batch) {}
