package io.throughline.emulator.core;

import io.throughline.emulator.core.StoredMessage.State;
import io.throughline.emulator.rules.Rule;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A change that outlives a restart. */
public sealed interface Change {

    /** The path of the queue, topic, subscription or dead-letter sub-queue that it happened in. */
    String place();

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
            implements Change {

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
    record Gone(String place, long sequence) implements Change {}

    /** Sequence numbers up to this one are used. */
    record Numbered(String place, long last) implements Change {}

    /** A message id is a duplicate for a while. */
    record Seen(String place, String messageId, Instant at) implements Change {}

    /** A session has this state, or none any more. */
    record Stated(String place, String session, @Nullable ByteBuffer state) implements Change {}

    /** A subscription has these rules, whatever its definition says. */
    record Ruled(String place, List<Rule> rules) implements Change {
        public Ruled {
            rules = List.copyOf(rules);
        }
    }
}
