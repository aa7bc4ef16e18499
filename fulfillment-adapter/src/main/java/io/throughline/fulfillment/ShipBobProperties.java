package io.throughline.fulfillment;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where ShipBob is and how patiently it is called.
 *
 * @param baseUrl without a path: {@code https://api.shipbob.com}
 * @param token personal access token with the scopes orders_read and orders_write
 * @param channelId of the channel with write scopes, as {@code GET /channel} lists it
 * @param timeout for connecting, and again for the whole answer; an attempt makes up to three calls
 */
@Validated
@ConfigurationProperties("throughline.shipbob")
record ShipBobProperties(
        @NotNull URI baseUrl,
        @NotBlank @Pattern(regexp = GIVEN) String token,
        @Positive int channelId,

        @DefaultValue("8s") @DurationMin(millis = 1) @DurationMax(minutes = 1)
        Duration timeout) {

    /** A placeholder that nothing resolves is bound as it stands. */
    private static final String GIVEN = "(?!\\$\\{).*";

    @Override
    public String toString() {
        return "ShipBobProperties[baseUrl=" + baseUrl + ", token=hidden, channelId=" + channelId + ", timeout="
                + timeout + "]";
    }
}
