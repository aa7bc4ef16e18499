package io.throughline.@package@;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where @System@ is and how patiently it is called.
 *
 * @param baseUrl without a path: {@code https://api.example.com}
 * @param token sent as a bearer token
 * @param timeout for connecting, and again for the whole answer
 */
@Validated
@ConfigurationProperties("throughline.@subject@")
record @Name@Properties(
        @NotNull URI baseUrl,
        @NotBlank @Pattern(regexp = GIVEN) String token,

        @DefaultValue("8s") @DurationMin(millis = 1) @DurationMax(minutes = 1)
        Duration timeout) {

    /** A placeholder that nothing resolves is bound as it stands. */
    private static final String GIVEN = "(?!\\$\\{).*";

    @Override
    public String toString() {
        return "@Name@Properties[baseUrl=" + baseUrl + ", token=hidden, timeout=" + timeout + "]";
    }
}
