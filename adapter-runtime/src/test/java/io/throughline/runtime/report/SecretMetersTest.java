package io.throughline.runtime.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.throughline.events.outcome.ExpiringSecret;
import io.throughline.runtime.SecretProperties;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;

/** As configuration binds them. */
class SecretMetersTest {

    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Map<String, String> configured = new HashMap<>();
    private @Nullable Instant refreshToken;

    private Optional<ExpiringSecret> told() {
        SecretProperties properties = new Binder(
                        List.of(new MapConfigurationPropertySource(configured)),
                        null,
                        ApplicationConversionService.getSharedInstance())
                .bindOrCreate("throughline.runtime", SecretProperties.class);
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        return new SecretMeters(properties, () -> Optional.ofNullable(refreshToken), clock, meters, "finance-adapter")
                .refresh();
    }

    private void ends(String secret, String at) {
        configured.put("throughline.runtime.secrets." + secret + ".expires-at", at);
    }

    private Map<String, Double> gauges() {
        Map<String, Double> left = new HashMap<>();
        for (Gauge gauge : meters.find("throughline.expiring.secret.seconds").gauges()) {
            left.put(String.valueOf(gauge.getId().getTag("secret")), gauge.value());
        }
        return left;
    }

    @Test
    void tellsOfWhatEndsWithinTwoWeeksTheFirstToEndFirst() {
        ends("client-secret", "2026-12-07T10:00:00Z");
        ends("webhook-key", "2026-12-07T10:00:01Z");
        refreshToken = NOW.minusSeconds(60);

        assertThat(told()).hasValue(new ExpiringSecret("refresh-token", NOW.minusSeconds(60)));
        assertThat(gauges()).isEqualTo(Map.of("client-secret", 14 * 86_400.0, "refresh-token", -60.0));
    }

    @Test
    void anEndThatNobodyKnowsIsNoEnd() {
        ends("client-secret", "");

        assertThat(told()).isEmpty();
        assertThat(gauges()).isEmpty();
    }

    @Test
    void theNoticeCanBeLonger() {
        ends("client-secret", "2027-01-01T00:00:00Z");
        configured.put("throughline.runtime.secret-notice", "60d");

        assertThat(told()).map(ExpiringSecret::secret).hasValue("client-secret");
    }
}
