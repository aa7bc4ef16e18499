package io.throughline.backbone.servicebus;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
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
 */
@Validated
@ConfigurationProperties("throughline.receiver")
public record ReceiverProperties(
        @DefaultValue("200") @Min(1) @Max(200) int maxUnsettled,
        @DefaultValue("200") @Min(1) @Max(500) int maxBatch,
        @DefaultValue("100ms") Duration firstRetry,
        @DefaultValue("5s") Duration maxRetry) {}
