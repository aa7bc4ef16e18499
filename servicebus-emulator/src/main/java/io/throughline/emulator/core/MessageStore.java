package io.throughline.emulator.core;

import io.throughline.emulator.core.StoredMessage.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The messages of a queue, a subscription or a dead-letter sub-queue, in sequence order. */
public final class MessageStore {

    private final String path;
    private QueueSettings settings;
    private final Context context;
    private final @Nullable DeadLetters deadLetters;
    private final Contents contents;
    private final Lanes lanes;
    private final Locks locks;
    private final Sessions sessions;

    /** @param deadLetters where messages go that nobody could take; absent in a dead-letter sub-queue itself */
    MessageStore(String path, QueueSettings settings, Context context, @Nullable DeadLetters deadLetters) {
        this.path = path;
        this.settings = settings;
        this.context = context;
        this.deadLetters = deadLetters;
        this.contents = new Contents(settings.requiresSession());
        this.lanes = contents.lanes();
        this.locks = new Locks(context.timers(), () -> this.settings.lockDuration(), this::unlockInVain);
        this.sessions = new Sessions(this, context, contents, locks);
    }

    public String path() {
        return path;
    }

    public QueueSettings settings() {
        return settings;
    }

    void change(QueueSettings next) {
        settings = next;
    }

    public Sessions sessions() {
        return sessions.required();
    }

    /** Refuses receivers while the entity is disabled. */
    public void requireOpen() {
        lanes.requireOpen();
    }

    /** Ends all receivers and lets none in until opened. */
    void close(Refusal why) {
        sessions.close(why);
        lanes.close(why);
    }

    void open() {
        lanes.open();
    }

    void requireRoom(int more) {
        contents.requireRoom(more, context.limits().maxMessagesPerEntity(), path);
    }

    /** Takes a message in its place, for so long at most, and hands it on if somebody waits. */
    void put(StoredMessage stored, Duration longest) {
        stored.liveAtMost(longest);
        stored.awaitExpiry(context.timers(), this::expire);
        keep(stored);
    }

    /** As {@link #put}, but for ever: a dead letter has no time to live, whatever it says itself. */
    void keep(StoredMessage stored) {
        contents.add(stored);
        note(stored);
        makeAvailable(stored);
    }

    public void add(Consumer consumer) {
        lanes.add(consumer);
        dispatch(consumer);
    }

    public void remove(Consumer consumer) {
        lanes.remove(consumer);
    }

    /** Hands over what waits, as long as anybody takes it; to be called when a receiver became ready. */
    public void dispatch(Consumer consumer) {
        lanes.of(consumer).ifPresent(lane -> lanes.dispatch(lane, this::hand));
    }

    private void hand(StoredMessage stored, Consumer consumer) {
        if (consumer.locks()) {
            locks.lock(stored);
        } else {
            forget(stored);
        }
        consumer.take(stored);
    }

    /** Messages from a sequence number on, whatever their state, which stays as it is. */
    public List<StoredMessage> peek(long from, int most) {
        return Roll.from(from, most, all());
    }

    /** Refuses if nobody holds the message by this token any more. */
    void requireLock(UUID token) {
        if (!locks.lasts(token)) {
            throw lockLost();
        }
    }

    /** A lock that is gone went with its session's where there are sessions. */
    Refusal lockLost() {
        return settings.requiresSession() ? Refusal.sessionLockLost() : Refusal.lockLost();
    }

    /** Ends a hold. */
    public void settle(UUID token, Settlement settlement) {
        var stored = locks.release(token).orElseThrow(this::lockLost);
        switch (settlement) {
            case Settlement.Complete() -> forget(stored);
            case Settlement.Abandon(var changes) -> {
                stored.message = stored.message.with(changes);
                unlockInVain(stored);
            }
            case Settlement.Release() -> makeAvailable(stored);
            case Settlement.Defer(var changes) -> {
                stored.message = stored.message.with(changes);
                stored.state = State.DEFERRED;
                note(stored);
                makeAvailable(stored);
            }
            case Settlement.DeadLetter letter -> bury(stored, letter);
        }
    }

    /** Locks anew what is locked, and says until when. */
    public Instant renew(UUID token) {
        return locks.renew(token);
    }

    /** Deferred messages by number, locked or, if not, gone from here; all of them or none. */
    public List<StoredMessage> takeDeferred(List<Long> sequences, boolean lock) {
        requireOpen();
        var found = contents.takeDeferred(sequences);
        found.forEach(lock ? locks::lock : this::forget);
        return found;
    }

    /** Ends locks before their time; returns how many. */
    public int expireLocks(int most) {
        return locks.expire(most);
    }

    NavigableMap<Long, StoredMessage> all() {
        return contents.roll().all();
    }

    EntityCounts counts(int scheduled, int deadLettered, int transfers) {
        return new EntityCounts(
                path,
                lanes.size(),
                locks.size(),
                scheduled,
                contents.deferred(),
                deadLettered,
                transfers,
                sessions.size(),
                sessions.held());
    }

    private void unlockInVain(StoredMessage stored) {
        stored.deliveryCount++;
        if (deadLetters != null && stored.deliveryCount >= settings.maxDeliveryCount()) {
            bury(stored, DeadLetters.tooManyDeliveries(settings.maxDeliveryCount()));
        } else {
            note(stored);
            makeAvailable(stored);
        }
    }

    private void makeAvailable(StoredMessage stored) {
        if (!stored.expiresAt.isAfter(context.timers().now())) {
            expire(stored);
        } else if (contents.place(stored)) {
            lanes.dispatch(lanes.of(stored), this::hand);
            sessions.offer();
        }
    }

    /** A locked message does not expire under its receiver; it does when it comes back. */
    private void expire(StoredMessage stored) {
        if (stored.lockToken != null) {
            return;
        }
        if (settings.deadLetterOnExpiration()) {
            bury(stored, DeadLetters.EXPIRED);
        } else {
            forget(stored);
        }
    }

    private void bury(StoredMessage stored, Settlement.DeadLetter letter) {
        forget(stored);
        if (deadLetters != null) {
            deadLetters.take(stored, letter);
        } else {
            // A dead letter that is dead-lettered again only changes, and stays.
            stored.message = stored.message.with(letter.changes());
            keep(stored);
        }
    }

    /** Takes all messages away, unheard. */
    void clear() {
        for (var stored : List.copyOf(all().values())) {
            stored.lockToken().ifPresent(locks::release);
            discard(stored);
        }
        sessions.states().clear();
    }

    private void forget(StoredMessage stored) {
        discard(stored);
        context.journal().add(new Change.Gone(path, stored.sequence()));
    }

    void discard(StoredMessage stored) {
        contents.discard(stored);
    }

    private void note(StoredMessage stored) {
        context.journal().add(Change.Kept.of(path, stored));
    }

    /** Puts a message of an earlier life in its place, unheard. */
    void restore(StoredMessage stored) {
        contents.add(stored);
        stored.awaitExpiry(context.timers(), this::expire);
        contents.place(stored);
    }
}
