package io.throughline.emulator.core;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What the holders of sessions left for those who come after them. */
final class SessionStates {

    private final String place;
    private final Limits limits;
    private final Journal journal;
    private final Map<String, ByteBuffer> states = new LinkedHashMap<>();

    SessionStates(String place, Context context) {
        this.place = place;
        this.limits = context.limits();
        this.journal = context.journal();
    }

    Optional<ByteBuffer> get(String session) {
        return Optional.ofNullable(states.get(session)).map(ByteBuffer::duplicate);
    }

    void remove(String session) {
        if (states.remove(session) != null) {
            journal.add(new Change.Stated(place, session, null));
        }
    }

    void set(String session, ByteBuffer state) {
        if (state.remaining() > limits.maxMessageBytes()) {
            throw new Refusal(
                    Refusal.Reason.MESSAGE_TOO_LARGE,
                    "A session's state has " + limits.maxMessageBytes() + " bytes at most.");
        }
        if (states.size() >= limits.maxMessagesPerEntity() && !states.containsKey(session)) {
            throw new Refusal(Refusal.Reason.QUOTA_EXCEEDED, place + " has too many sessions with a state.");
        }
        put(session, state);
        journal.add(new Change.Stated(place, session, state));
    }

    private void put(String session, ByteBuffer state) {
        states.put(session, state.asReadOnlyBuffer());
    }

    void restore(Change.Stated before) {
        if (before.state() == null) {
            states.remove(before.session());
        } else {
            put(before.session(), before.state());
        }
    }

    void describe(Consumer<Change> listener) {
        states.forEach((session, state) -> listener.accept(new Change.Stated(place, session, state)));
    }

    /** Forgets all states, unheard. */
    void clear() {
        states.clear();
    }

    Set<String> sessions() {
        return states.keySet();
    }
}
