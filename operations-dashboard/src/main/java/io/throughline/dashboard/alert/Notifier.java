package io.throughline.dashboard.alert;

import io.throughline.dashboard.alert.Channel.NotTakenException;
import io.throughline.dashboard.store.NoticeStore;
import io.throughline.dashboard.store.NoticeStore.Notice;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what is to be told, on a thread of its own: a slow channel delays no figure. */
final class Notifier implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);

    /** One at a time is taken, so that an attempt is never longer than it was taken for. */
    private static final int AT_ONCE = 1;

    private static final int MOST_IN_A_ROW = 100;

    private final NoticeStore notices;
    private final List<Channel> channels;
    private final NotifyProperties properties;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("notices").factory());

    Notifier(NoticeStore notices, List<Channel> channels, NotifyProperties properties, Clock clock) {
        this.notices = notices;
        this.channels = List.copyOf(channels);
        this.properties = properties;
        this.clock = clock;
    }

    /** Begins to send at a steady beat; does nothing when nobody is to be told. */
    void start() {
        if (!channels.isEmpty()) {
            var _ = timer.scheduleWithFixedDelay(
                    this::tell, 0, properties.every().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Names of all ways to people. */
    List<String> channels() {
        return channels.stream().map(Channel::name).toList();
    }

    private void tell() {
        try {
            sendDue();
        } catch (RuntimeException failure) {
            LOG.atWarn().setCause(failure).log("notices.not-read");
        }
    }

    void sendDue() {
        boolean more = true;
        for (int sent = 0; more && sent < MOST_IN_A_ROW; sent++) {
            Instant now = clock.instant();
            // An attempt connects, sends and reads, each within the timeout.
            List<Notice> taken = notices.take(now, now.plus(properties.timeout().multipliedBy(4)), AT_ONCE);
            taken.forEach(this::send);
            more = !taken.isEmpty();
        }
    }

    private void send(Notice notice) {
        Optional<Channel> channel = channels.stream()
                .filter(one -> one.name().equals(notice.channel()))
                .findFirst();
        if (channel.isEmpty()) {
            giveUp(notice, "the channel is gone");
            return;
        }
        try {
            channel.get().send(Words.of(notice, properties.baseUrl()));
            notices.sent(notice, clock.instant());
        } catch (NotTakenException refused) {
            retry(notice, String.valueOf(refused.getMessage()));
        }
    }

    private void retry(Notice notice, String reason) {
        if (notice.attempts() >= properties.mostAttempts()) {
            giveUp(notice, reason);
            return;
        }
        notices.again(notice, clock.instant().plus(properties.waitAfter(notice.attempts())));
        line(notice, reason, "notice.not-taken");
    }

    private void giveUp(Notice notice, String reason) {
        notices.giveUp(notice, clock.instant());
        line(notice, reason, "notice.given-up");
    }

    private static void line(Notice notice, String reason, String event) {
        LOG.atWarn()
                .addKeyValue(
                        "throughline.alert", notice.incident().subject().alert().word())
                .addKeyValue(
                        "throughline.integration", notice.incident().subject().integration())
                .addKeyValue("throughline.channel", notice.channel())
                .addKeyValue("throughline.attempt", notice.attempts())
                .addKeyValue("throughline.reason", reason)
                .log(event);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        channels.forEach(Channel::close);
    }
}
