package io.throughline.backbone.servicebus;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How messages are received.
 *
 * @param maxUnsettled messages locked for one receiver at a time; the SDK closes a link that holds more than 256
 * @param maxBatch messages written down in one statement
 * @param firstRetry wait after a failed write or a broken link, doubled each time
 * @param maxRetry longest such wait
 * @param silence after so long without a message, the receiver asks the broker whether any waits, and if so opens its
 *     link anew; asks again each time as much has passed
 * @param peekTimeout how long it waits for the broker's word; without it, the link is opened anew as well
 */
@Validated
@ConfigurationProperties("throughline.receiver")
public record ReceiverProperties(
        @DefaultValue("200") @Min(1) @Max(200) int maxUnsettled,
        @DefaultValue("200") @Min(1) @Max(500) int maxBatch,
        @DefaultValue("100ms") Duration firstRetry,
        @DefaultValue("5s") Duration maxRetry,
        @DefaultValue("20s") @DurationMin(millis = 100) Duration silence,
        @DefaultValue("5s") @DurationMin(millis = 100) Duration peekTimeout) {}
