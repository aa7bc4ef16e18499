package io.throughline.emulator.core;

import io.throughline.emulator.rules.Changes;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The sessions of an entity: who holds which, who waits for one, and what each remembers. */
public final class Sessions {

    /** Consumers of one entity that wait for whichever session is next. */
    private static final int MAX_WAITING = 1000;

    /** What becomes of the messages that are locked with a session: its lock that ends counts as a delivery in vain. */
    private static final Settlement WHEN_EXPIRED = new Settlement.Abandon(Changes.NONE);

    /** A consumer that leaves does not count, nor does one that is sent away. */
    private static final Settlement WHEN_CLOSED = new Settlement.Release();

    private final MessageStore store;
    private final Timers timers;
    private final Lanes lanes;
    private final Map<String, SessionHold> holds;
    private final Map<SessionConsumer, Timers.Timer> waiting = new LinkedHashMap<>();
    private final Roll roll;
    private final SessionStates states;

    Sessions(MessageStore store, Context context, Contents contents, Locks locks) {
        this.store = store;
        this.timers = context.timers();
        this.lanes = contents.lanes();
        this.holds = locks.sessions();
        this.roll = contents.roll();
        this.states = new SessionStates(store.path(), context);
    }

    /** Itself, or a refusal if the entity has no sessions. */
    Sessions required() {
        if (!store.settings().requiresSession()) {
            throw new Refusal(Refusal.Reason.NOT_ALLOWED, store.path() + " has no sessions.");
        }
        return this;
    }

    /** Gives a session to a consumer, even an empty one, unless somebody holds it. */
    public void accept(SessionConsumer consumer, String session) {
        store.requireOpen();
        if (holds.containsKey(session)) {
            throw new Refusal(
                    Refusal.Reason.SESSION_LOCKED,
                    "The session '" + session + "' of '" + store.path() + "' is locked by another receiver.");
        }
        begin(consumer, session);
    }

    /** Gives a consumer the session whose messages wait longest, as soon as there is one; ends it if there is none. */
    public void acceptNext(SessionConsumer consumer, Duration patience) {
        store.requireOpen();
        if (waiting.size() >= MAX_WAITING) {
            throw new Refusal(Refusal.Reason.QUOTA_EXCEEDED, "Too many receivers wait for a session.");
        }
        waiting.put(consumer, timers.after(patience, () -> {
            waiting.remove(consumer);
            consumer.end(new Refusal(Refusal.Reason.TIMEOUT, "No session of '" + store.path() + "' is free."));
        }));
        offer();
    }

    /** First come, first served. */
    void offer() {
        for (var free = lanes.nextFree(); free.isPresent() && !waiting.isEmpty(); free = lanes.nextFree()) {
            var consumer = waiting.keySet().iterator().next();
            stopWaiting(consumer);
            begin(consumer, free.get());
        }
    }

    private void begin(SessionConsumer consumer, String session) {
        var until = lockEnd();
        holds.put(session, new SessionHold(session, consumer, until, expiry(session, until)));
        lanes.hold(session);
        consumer.begin(session, until);
        store.add(consumer);
    }

    private Instant lockEnd() {
        return timers.now().plus(store.settings().lockDuration());
    }

    private Timers.Timer expiry(String session, Instant until) {
        return timers.at(until, () -> expire(session));
    }

    /** The consumer wants no session any more; what it holds is free at once. */
    public void remove(SessionConsumer consumer) {
        stopWaiting(consumer);
        consumer.session()
                .map(holds::get)
                .filter(hold -> hold.consumer.equals(consumer))
                .ifPresent(hold -> end(hold, WHEN_CLOSED));
    }

    private void stopWaiting(SessionConsumer consumer) {
        Optional.ofNullable(waiting.remove(consumer)).ifPresent(Timers.Timer::cancel);
    }

    /** Ends the lock of a session, as its time does; returns whether there was one. */
    public boolean expire(String session) {
        var hold = Optional.ofNullable(holds.get(session));
        hold.ifPresent(lost -> {
            end(lost, WHEN_EXPIRED);
            lost.consumer.end(Refusal.sessionLockLost());
        });
        return hold.isPresent();
    }

    /** Only when all its messages are back in their places may the next consumer have the session. */
    private void end(SessionHold hold, Settlement rest) {
        hold.end();
        lanes.remove(hold.consumer);
        hold.locked().forEach(stored -> store.settle(stored.lockToken().orElseThrow(), rest));
        holds.remove(hold.session);
        lanes.release(hold.session);
        offer();
    }

    /** Ends so many locks of sessions before their time; returns how many there were. */
    public int expire(int most) {
        var chosen = holds.keySet().stream().limit(most).toList();
        chosen.forEach(this::expire);
        return chosen.size();
    }

    /** @param by whether a consumer is the one that asks */
    public Instant renew(String session, Predicate<SessionConsumer> by) {
        var hold = require(session, by);
        var until = lockEnd();
        hold.last(until, expiry(session, until));
        return until;
    }

    public Optional<ByteBuffer> state(String session, Predicate<SessionConsumer> by) {
        require(session, by);
        return states.get(session);
    }

    public void changeState(String session, Predicate<SessionConsumer> by, ByteBuffer state) {
        require(session, by);
        states.set(session, state);
    }

    public void clearState(String session, Predicate<SessionConsumer> by) {
        require(session, by);
        states.remove(session);
    }

    /** As {@link MessageStore#takeDeferred}, of one session alone and locked with it. */
    public List<StoredMessage> takeDeferred(
            String session, Predicate<SessionConsumer> by, List<Long> sequences, boolean lock) {
        require(session, by);
        if (!roll.of(session).keySet().containsAll(sequences)) {
            throw new Refusal(Refusal.Reason.MESSAGE_NOT_FOUND, "The session does not have all of " + sequences);
        }
        return store.takeDeferred(sequences, lock);
    }

    private SessionHold require(String session, Predicate<SessionConsumer> by) {
        return Optional.ofNullable(holds.get(session))
                .filter(hold -> by.test(hold.consumer))
                .orElseThrow(Refusal::sessionLockLost);
    }

    /** Messages of a session from a sequence number on, whatever their state. */
    public List<StoredMessage> peek(String session, long from, int most) {
        return Roll.from(from, most, roll.of(session));
    }

    SessionStates states() {
        return states;
    }

    /** How many have messages or a state. */
    int size() {
        var withMessages = roll.sessions();
        var withoutMessages = states.sessions().stream()
                .filter(session -> !withMessages.contains(session))
                .count();
        return withMessages.size() + (int) withoutMessages;
    }

    int held() {
        return holds.size();
    }

    /** Sends everybody away. */
    void close(Refusal why) {
        var sentAway = List.copyOf(waiting.keySet());
        sentAway.forEach(this::stopWaiting);
        sentAway.forEach(consumer -> consumer.end(why));
        for (var hold : List.copyOf(holds.values())) {
            end(hold, WHEN_CLOSED);
            hold.consumer.end(why);
        }
    }
}
