package io.throughline.ingest.fetch;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When webhooks that wait for their order are too late.
 *
 * @param patience after which health says {@code WAITING}; a storefront's short outage is over before
 */
@Validated
@ConfigurationProperties("throughline.ingest.waiting-fetches")
record WaitingProperties(
        @DefaultValue("10m") @DurationMin(seconds = 1) Duration patience) {}
