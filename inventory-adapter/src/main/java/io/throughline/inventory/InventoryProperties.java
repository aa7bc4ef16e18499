package io.throughline.inventory;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
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
 * Where the inventory system is and how it is talked to.
 *
 * @param baseUrl up to the store, without {@code /v3}: {@code https://api.bigcommerce.com/stores/abc123}
 * @param token sent as {@code X-Auth-Token}
 * @param locationId the location whose levels are kept
 * @param timeout for connecting, and again for the whole answer
 * @param maxLookups items asked for in one request; their names stand in the URL
 */
@Validated
@ConfigurationProperties("throughline.inventory-system")
record InventoryProperties(
        @NotNull URI baseUrl,
        @NotBlank @Pattern(regexp = GIVEN) String token,
        @DefaultValue("1") @Min(1) int locationId,

        @DefaultValue("5s") @DurationMin(millis = 1) @DurationMax(minutes = 1)
        Duration timeout,

        @DefaultValue("50") @Min(1) @Max(250) int maxLookups) {

    /** A placeholder that nothing resolves is bound as it stands. */
    private static final String GIVEN = "(?!\\$\\{).*";

    @Override
    public String toString() {
        return "InventoryProperties[baseUrl=%s, locationId=%d, timeout=%s]".formatted(baseUrl, locationId, timeout);
    }
}
