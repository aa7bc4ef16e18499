package io.throughline.dashboard;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the dashboard counts, shows and forgets.
 *
 * @param username login name of the local operator
 * @param passwordFile holds the operator's password; written at the first start, readable by its owner alone. Needed
 *     unless people sign in with their organisation
 * @param unaccountedAfter how long after its deadline an event that nobody mentions is called unaccounted: with a
 *     heartbeat and a look, each 5 s, within the minute that is promised
 * @param publishWithin how long after it was accepted an event may take to topic {@code orders}
 * @param receiveWithin how long after that, or after it was seen there, an integration may take to have it
 * @param settling an event that a heartbeat called open this recently is known as open: its outcome may be on its way
 * @param silentAfter without a sign of life for this long, an integration is shown as silent
 * @param inspectedWithin how long after it was delivered something may have to be looked for at its downstream system
 * @param refresh how old the figures of an hour or a day may be; all viewers share one reading
 * @param refreshMonth how old the figures of 30 days may be
 * @param maxRows rows in any list
 * @param keepHeartbeats how long heartbeats are kept; each integration's last one stays
 * @param keepOrders how long events and deliveries are kept after they were accepted; unfinished ones stay
 * @param retentionEvery how often what is too old is deleted
 * @param metersEvery how often the ledger is read for Prometheus
 * @param deleteAtOnce rows deleted in one statement
 */
@Validated
@ConfigurationProperties("throughline.dashboard")
public record DashboardProperties(
        @DefaultValue("operator") @NotBlank String username,
        @Nullable Path passwordFile,
        @DefaultValue("40s") Duration unaccountedAfter,
        @DefaultValue("30s") Duration publishWithin,
        @DefaultValue("30s") Duration receiveWithin,
        @DefaultValue("15s") Duration settling,
        @DefaultValue("30s") Duration silentAfter,
        @DefaultValue("1h") Duration inspectedWithin,
        @DefaultValue("1s") Duration refresh,
        @DefaultValue("60s") Duration refreshMonth,
        @DefaultValue("500") @Min(1) @Max(5000) int maxRows,
        @DefaultValue("1h") Duration keepHeartbeats,
        @DefaultValue("90d") Duration keepOrders,
        @NotNull Duration retentionEvery,
        @NotNull Duration metersEvery,
        @DefaultValue("5000") @Min(1) @Max(100_000) int deleteAtOnce) {}
