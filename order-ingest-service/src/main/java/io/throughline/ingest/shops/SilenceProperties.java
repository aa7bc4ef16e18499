package io.throughline.ingest.shops;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When the webhooks of a shop have stayed away for too long.
 *
 * @param least below which nothing is a silence
 * @param factor how many times longer than usual between two webhooks of the shop
 */
@Validated
@ConfigurationProperties("throughline.ingest.silence")
record SilenceProperties(
        @DefaultValue("1h") @DurationMin(seconds = 1) Duration least,
        @DefaultValue("10") @Min(2) @Max(1000) int factor) {

    boolean isSilent(Duration silence, Duration usual) {
        return silence.compareTo(least) > 0 && silence.compareTo(usual.multipliedBy(factor)) > 0;
    }
}
