package io.throughline.dashboard.alert;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who is told of alerts. Nobody, unless a webhook or a recipient is named.
 *
 * @param webhook incoming webhook of Slack or Teams; a secret, for whoever knows it may post there
 * @param mailTo recipients; {@code spring.mail.host} says which server takes it
 * @param mailFrom sender
 * @param allowedHosts hosts that may be called: a webhook or mail server elsewhere stops the start
 * @param baseUrl of the dashboard, as people reach it, for links
 * @param timeout longest for one attempt
 * @param every pause between two looks for something to tell
 * @param firstWait before the second attempt; doubled each time
 * @param longestWait between two attempts
 * @param mostAttempts after so many it is given up, and the log says so
 */
@Validated
@ConfigurationProperties("throughline.dashboard.notify")
record NotifyProperties(
        @Nullable URI webhook,
        @DefaultValue List<String> mailTo,
        @DefaultValue("throughline@localhost") String mailFrom,
        @DefaultValue List<String> allowedHosts,
        @DefaultValue("http://127.0.0.1:8090") URI baseUrl,
        @DefaultValue("10s") @DurationMin(millis = 100) Duration timeout,
        @DefaultValue("2s") @DurationMin(millis = 100) Duration every,
        @DefaultValue("10s") Duration firstWait,
        @DefaultValue("10m") Duration longestWait,
        @DefaultValue("30") @Min(1) @Max(1000) int mostAttempts) {

    private static final int MOST_DOUBLINGS = 16;

    NotifyProperties {
        mailTo = List.copyOf(mailTo);
        allowedHosts = List.copyOf(allowedHosts);
        if (webhook != null) {
            allow(webhook.getHost(), allowedHosts);
            if (!"https".equals(webhook.getScheme()) && !isLoopback(webhook.getHost())) {
                throw new IllegalArgumentException("throughline.dashboard.notify.webhook must be https");
            }
        }
    }

    /** Without the address itself: it is a secret. */
    private static void allow(@Nullable String host, List<String> allowed) {
        if (host == null || !allowed.contains(host)) {
            throw new IllegalArgumentException(
                    "throughline.dashboard.notify.allowed-hosts does not name a host that is to be called");
        }
    }

    private static boolean isLoopback(@Nullable String host) {
        return "127.0.0.1".equals(host) || "localhost".equals(host);
    }

    /** @throws IllegalArgumentException when the server of mail is not allowed */
    void allowMail(@Nullable String host) {
        allow(host, allowedHosts);
    }

    Duration waitAfter(int attempts) {
        Duration wait = firstWait.multipliedBy(1L << Math.min(attempts - 1, MOST_DOUBLINGS));
        return wait.compareTo(longestWait) > 0 ? longestWait : wait;
    }

    @Override
    public String toString() {
        return "NotifyProperties[webhook " + (webhook == null ? "none" : "hidden") + ", mail to " + mailTo.size() + "]";
    }
}
