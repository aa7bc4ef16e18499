package io.throughline.finance;

import jakarta.validation.Valid;
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
 * Where Xero is and how orders are booked there.
 *
 * @param baseUrl without {@code /api.xro}: {@code https://api.xero.com}
 * @param tenantId Xero's id of the organisation, sent with every request
 * @param timeout for connecting, and again for the whole answer
 * @param booking accounts, tax types and the collective customer
 */
@Validated
@ConfigurationProperties("throughline.xero")
record XeroProperties(
        @NotNull URI baseUrl,
        @NotBlank @Pattern(regexp = GIVEN) String tenantId,

        @DefaultValue("10s") @DurationMin(millis = 1) @DurationMax(minutes = 1)
        Duration timeout,

        @NotNull @Valid Booking booking) {

    /** A placeholder that nothing resolves is bound as it stands. */
    private static final String GIVEN = "(?!\\$\\{).*";

    /**
     * How an order is booked; codes are those of the organisation's chart of accounts and tax rates.
     *
     * @param customer the contact that orders of consumers are booked on, so that no consumer's name leaves for the
     *     books; orders of a business are booked on its company name
     * @param sales account of goods sold
     * @param shipping account of shipping charged
     * @param fees account of fees and duties charged
     * @param giftCards liability account of gift cards sold: they are owed, not earned
     * @param channelTax account of tax that a marketplace collects and remits itself
     * @param unassignedTax account of tax that the storefront states for the order but for no line of it
     * @param rounding account of differences between a storefront's total and the sum of its parts
     * @param taxed Xero's tax type of lines with tax: {@code OUTPUT}
     * @param untaxed Xero's tax type of lines without tax: {@code NONE}
     */
    record Booking(
            @NotBlank String customer,
            @NotBlank String sales,
            @NotBlank String shipping,
            @NotBlank String fees,
            @NotBlank String giftCards,
            @NotBlank String channelTax,
            @NotBlank String unassignedTax,
            @NotBlank String rounding,
            @NotBlank String taxed,
            @NotBlank String untaxed) {}

    @Override
    public String toString() {
        return "XeroProperties[baseUrl=%s, tenantId=%s, timeout=%s, booking=%s]"
                .formatted(baseUrl, tenantId, timeout, booking);
    }
}
