package io.throughline.emulator.core;

import io.throughline.emulator.core.StoredMessage.State;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A change that outlives a restart. */
public sealed interface Change {

    /** The path of the queue, topic, subscription or dead-letter sub-queue that it happened to or in. */
    String place();

    /** A change to what an entity holds or remembers. */
    sealed interface Content extends Change {}

    /** An entity is there from now on, as it is here. A topic's subscriptions are entities of their own. */
    record Defined(String place, EntityDefinition definition, Profile profile) implements Change {}

    /** An entity is there no more, nor what it held and what was below it. */
    record Removed(String place) implements Change {}

    /** The configuration said this of an entity when it was last read; nothing if it no longer named it. */
    record Configured(String place, @Nullable EntityDefinition definition) implements Change {}

    /** A message is there from now on, as it is here; replaces what had its number before. Locks are not kept. */
    record Kept(
            String place,
            long sequence,
            long enqueuedSequence,
            Instant enqueuedAt,
            Instant expiresAt,
            State state,
            int deliveryCount,
            Message message)
            implements Content {

        static Kept of(String place, StoredMessage stored) {
            return new Kept(
                    place,
                    stored.sequence(),
                    stored.enqueuedSequence(),
                    stored.enqueuedAt,
                    stored.expiresAt,
                    stored.state,
                    stored.deliveryCount,
                    stored.message);
        }

        StoredMessage restored() {
            var stored = new StoredMessage(sequence, enqueuedSequence, message, enqueuedAt);
            stored.expiresAt = expiresAt;
            stored.state = state;
            stored.deliveryCount = deliveryCount;
            return stored;
        }
    }

    /** A message is there no more. */
    record Gone(String place, long sequence) implements Content {}

    /** Sequence numbers up to this one are used. */
    record Numbered(String place, long last) implements Content {}

    /** A message id is a duplicate for a while. */
    record Seen(String place, String messageId, Instant at) implements Content {}

    /** A session has this state, or none any more. */
    record Stated(String place, String session, @Nullable ByteBuffer state) implements Content {}
}
