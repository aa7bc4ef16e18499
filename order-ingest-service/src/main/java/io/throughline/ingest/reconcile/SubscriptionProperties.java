package io.throughline.ingest.reconcile;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What is done about a shop that stops sending webhooks; it is asked whenever it is asked for modified orders.
 *
 * @param check whether shops are asked what they send webhooks about
 * @param enable whether what a shop stopped to send is enabled anew; needs a key that may change webhooks
 * @param mostEnables of one topic within a day; then a person has to look why it is disabled again and again
 * @param forgottenAfter a topic that was not seen for so long is not missed any more
 */
@Validated
@ConfigurationProperties("throughline.ingest.subscriptions")
record SubscriptionProperties(
        @DefaultValue("true") boolean check,
        @DefaultValue("true") boolean enable,
        @DefaultValue("3") @Min(1) @Max(100) int mostEnables,
        @DefaultValue("7d") @DurationMin(hours = 1) Duration forgottenAfter) {}
