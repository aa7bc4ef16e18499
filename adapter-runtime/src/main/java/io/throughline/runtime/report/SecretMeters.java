package io.throughline.runtime.report;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.throughline.events.outcome.ExpiringSecret;
import io.throughline.runtime.SecretProperties;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Secrets that end soon, as of the last heartbeat: by the configuration, and by the refresh token's age. */
public final class SecretMeters {

    private static final String REFRESH_TOKEN = "refresh-token";

    private final SecretProperties properties;
    private final Supplier<Optional<Instant>> refreshToken;
    private final Clock clock;
    private final MultiGauge ending;
    private final String integration;

    /** @param refreshToken when it dies, if it does */
    public SecretMeters(
            SecretProperties properties,
            Supplier<Optional<Instant>> refreshToken,
            Clock clock,
            MeterRegistry meters,
            String integration) {
        this.properties = properties;
        this.refreshToken = refreshToken;
        this.clock = clock;
        this.integration = integration;
        this.ending = MultiGauge.builder("throughline.expiring.secret.seconds")
                .description("What is left of a secret that ends soon; below 0 when it has ended")
                .register(meters);
    }

    /** The one that ends first. */
    Optional<ExpiringSecret> refresh() {
        Instant soon = clock.instant().plus(properties.secretNotice());
        List<ExpiringSecret> expiring = Stream.concat(configured(), known())
                .filter(secret -> !secret.expiresAt().isAfter(soon))
                .sorted(Comparator.comparing(ExpiringSecret::expiresAt).thenComparing(ExpiringSecret::secret))
                .toList();
        ending.register(
                expiring.stream()
                        .map(secret -> Row.of(
                                Tags.of("integration", integration, "secret", secret.secret()),
                                () -> secondsLeft(secret)))
                        .toList(),
                true);
        return expiring.stream().findFirst();
    }

    private Stream<ExpiringSecret> configured() {
        return properties.secrets().entrySet().stream()
                .filter(secret -> secret.getValue().expiresAt() != null)
                .map(secret -> new ExpiringSecret(
                        secret.getKey(),
                        Objects.requireNonNull(secret.getValue().expiresAt())));
    }

    private Stream<ExpiringSecret> known() {
        return refreshToken.get().map(at -> new ExpiringSecret(REFRESH_TOKEN, at)).stream();
    }

    private double secondsLeft(ExpiringSecret secret) {
        return Duration.between(clock.instant(), secret.expiresAt()).toSeconds();
    }
}
