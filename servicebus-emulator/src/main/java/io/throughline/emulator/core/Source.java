package io.throughline.emulator.core;

import java.util.List;

/** An entity that gives messages: a queue, a subscription or a dead-letter sub-queue. */
public interface Source {

    MessageStore store();

    /** Messages from a sequence number on, whatever their state, scheduled ones included. */
    List<StoredMessage> peek(long from, int most);

    /** As {@link #peek(long, int)}, of one session alone. */
    default List<StoredMessage> peek(String session, long from, int most) {
        return store().sessions().peek(session, from, most);
    }
}
