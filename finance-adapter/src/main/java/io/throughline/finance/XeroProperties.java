package io.throughline.finance;

import io.throughline.runtime.books.ShopBooking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where Xero is and how orders are booked there.
 *
 * @param baseUrl without {@code /api.xro}: {@code https://api.xero.com}
 * @param tenantId Xero's id of the organisation, sent with every request
 * @param timeout for connecting, and again for the whole answer
 * @param together most invoices or payments in one call; Xero advises against more than 50
 * @param shops how the orders of each shop are booked; those of a shop that is not listed are parked
 */
@Validated
@ConfigurationProperties("throughline.xero")
record XeroProperties(
        @NotNull URI baseUrl,
        @NotBlank @Pattern(regexp = "(?!\\$\\{).*") String tenantId,

        @DefaultValue("10s") @DurationMin(millis = 1) @DurationMax(minutes = 1)
        Duration timeout,

        @DefaultValue("50") @Min(1) @Max(50) int together,
        @DefaultValue @NotEmpty List<@Valid ShopBooking> shops) {

    XeroProperties {
        shops = List.copyOf(shops);
    }
}
