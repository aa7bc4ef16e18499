package io.throughline.ingest.storefront.adobecommerce;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What is particular to Adobe Commerce: where the public keys come from that Adobe I/O signs with.
 *
 * @param keyHost the one host that is asked for keys, whatever a request names; a request names a path there
 * @param keyTimeout longest wait for a key; Adobe gives up on us after 10 s
 * @param keyLifetime how long a key is believed before it is asked for anew
 * @param keysKept most keys in memory, and most paths known to have none
 * @param keyQuestions most questions a minute, however many unknown paths strangers name
 */
@Validated
@ConfigurationProperties("throughline.ingest.adobe-commerce")
record AdobeProperties(
        @DefaultValue("https://static.adobeioevents.com") URI keyHost,
        @DefaultValue("3s") @DurationMin(millis = 10) Duration keyTimeout,
        @DefaultValue("24h") @DurationMin(seconds = 1) Duration keyLifetime,
        @DefaultValue("32") @Min(2) @Max(1_000) int keysKept,
        @DefaultValue("20") @Min(1) @Max(1_000) int keyQuestions) {}
