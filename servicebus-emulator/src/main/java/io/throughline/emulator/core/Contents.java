package io.throughline.emulator.core;

import java.util.List;

/** What is in a store, and where: all on the roll; in a lane who waits for a receiver, aside who was deferred. */
final class Contents {

    private final Roll roll;
    private final Lanes lanes;
    private final Aside aside = new Aside();

    Contents(boolean sessions) {
        this.roll = new Roll(sessions);
        this.lanes = new Lanes(sessions);
    }

    Roll roll() {
        return roll;
    }

    Lanes lanes() {
        return lanes;
    }

    void requireRoom(int more, int most, String path) {
        var size = roll.all().size();
        if (size + more > most) {
            throw new Refusal(Refusal.Reason.QUOTA_EXCEEDED, path + " is full: it holds " + size);
        }
    }

    int deferred() {
        return aside.size();
    }

    void add(StoredMessage stored) {
        roll.add(stored);
    }

    /** Whether whoever is ready may have it; a deferred one only who asks for it. */
    boolean place(StoredMessage stored) {
        if (stored.state == StoredMessage.State.DEFERRED) {
            aside.put(stored);
            return false;
        }
        lanes.add(stored);
        return true;
    }

    /** Deferred messages by number, all of them or none; they stay on the roll. */
    List<StoredMessage> takeDeferred(List<Long> sequences) {
        return aside.take(sequences);
    }

    /** Takes a message away with all that could bring it back. */
    void discard(StoredMessage stored) {
        roll.remove(stored);
        aside.remove(stored);
        lanes.remove(stored);
        stored.forgetDue();
    }
}
