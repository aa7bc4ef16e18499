package io.throughline.dashboard.store;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How commands are sent.
 *
 * @param batch most commands in one batch
 * @param lease how long an instance that died keeps others from sending
 * @param sweep how often the audit log is looked at without a signal
 * @param unsettledWait how long to wait where a running transaction may still put a command before the next one
 */
@Validated
@ConfigurationProperties("throughline.dashboard.relay")
record RelayProperties(
        @DefaultValue("100") @Min(1) @Max(1000) int batch,
        @DefaultValue("10s") Duration lease,
        @DefaultValue("1s") Duration sweep,
        @DefaultValue("5ms") Duration unsettledWait) {}
