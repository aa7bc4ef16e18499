package io.throughline.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which secrets of this adapter end, so that somebody is told before the downstream system refuses them. Secrets
 * themselves stand elsewhere.
 *
 * @param secrets by the name under which people are told of them: {@code shipbob-token}
 * @param secretNotice how long before its end a secret is told of
 */
@Validated
@ConfigurationProperties("throughline.runtime")
public record SecretProperties(
        @DefaultValue Map<String, Secret> secrets,
        @DefaultValue("14d") @DurationMin(days = 1) Duration secretNotice) {

    public SecretProperties {
        secrets = Map.copyOf(secrets);
    }

    /** @param expiresAt when it ends: {@code 2027-03-01T00:00:00Z}; absent when never, or when nobody knows */
    public record Secret(@Nullable Instant expiresAt) {}
}
