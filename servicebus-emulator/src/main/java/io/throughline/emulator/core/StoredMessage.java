package io.throughline.emulator.core;

import io.throughline.emulator.core.Timers.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A message in its place in a queue or subscription. Only its store changes it. */
public final class StoredMessage {

    /** Where a message is in its life. */
    public enum State {
        ACTIVE(0),
        DEFERRED(1),
        SCHEDULED(2);

        private final int code;

        State(int code) {
            this.code = code;
        }

        /** Service Bus's own number for it. */
        public int code() {
            return code;
        }
    }

    private final long sequence;
    private final long enqueuedSequence;
    Message message;
    Instant enqueuedAt;
    Instant expiresAt = Instant.MAX;
    State state = State.ACTIVE;
    int deliveryCount;

    @Nullable
    UUID lockToken;

    @Nullable
    Instant lockedUntil;

    @Nullable
    Timer lockTimer;

    /** In place of a lock's own timer: the message is locked as long as its session. */
    @Nullable
    SessionHold hold;

    @Nullable
    Timer dueTimer;

    StoredMessage(long sequence, long enqueuedSequence, Message message, Instant enqueuedAt) {
        this.sequence = sequence;
        this.enqueuedSequence = enqueuedSequence;
        this.message = message;
        this.enqueuedAt = enqueuedAt;
    }

    public long sequence() {
        return sequence;
    }

    /** The number that it got where it was sent: in the topic, or in the first of several entities on its way. */
    public long enqueuedSequence() {
        return enqueuedSequence;
    }

    public Message message() {
        return message;
    }

    public Instant enqueuedAt() {
        return enqueuedAt;
    }

    /** Far in the future if never. */
    public Instant expiresAt() {
        return expiresAt;
    }

    public State state() {
        return state;
    }

    /** How often it was delivered before, in vain. */
    public int deliveryCount() {
        return deliveryCount;
    }

    public Optional<UUID> lockToken() {
        return Optional.ofNullable(lockToken);
    }

    public Optional<Instant> lockedUntil() {
        return Optional.ofNullable(hold == null ? lockedUntil : hold.until());
    }

    void liveAtMost(Duration longest) {
        var timeToLive =
                message.timeToLive().filter(own -> own.compareTo(longest) < 0).orElse(longest);
        if (timeToLive.compareTo(QueueSettings.UNLIMITED) < 0) {
            expiresAt = enqueuedAt.plus(timeToLive);
        }
    }

    void awaitExpiry(Timers timers, java.util.function.Consumer<StoredMessage> expire) {
        if (expiresAt.isBefore(Instant.MAX)) {
            dueTimer = timers.at(expiresAt, () -> expire.accept(this));
        }
    }

    void forgetDue() {
        if (dueTimer != null) {
            dueTimer.cancel();
        }
    }

    String session() {
        return message.sessionId().orElse("");
    }
}
