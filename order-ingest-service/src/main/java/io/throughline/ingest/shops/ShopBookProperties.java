package io.throughline.ingest.shops;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How shops, secrets and pauses that change while the service runs are kept up with.
 *
 * @param sweep how often they are read without a hint, and how often the use of secrets is written down
 * @param expiryNotice how long before it expires a secret that is still in use is shown as {@code expiring}, and
 *     somebody is told
 * @param unusedAfter how long after a secret was added webhooks may still come under an older one
 * @param expiredKept how long an expired secret is shown; then it is deleted
 */
@Validated
@ConfigurationProperties("throughline.ingest.shop-book")
record ShopBookProperties(
        @DefaultValue("10s") @DurationMin(millis = 100) Duration sweep,
        @DefaultValue("14d") @DurationMin(days = 1) Duration expiryNotice,
        @DefaultValue("1h") @DurationMin(seconds = 1) Duration unusedAfter,
        @DefaultValue("7d") @DurationMin(seconds = 1) Duration expiredKept) {}
