package io.throughline.runtime.lane;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What is known of each lane, shared by all instances. */
public interface LaneTable {

    /**
     * Lanes that are one push's for a while.
     *
     * @param owner this push
     * @param settlesIn how long an earlier push may still arrive at one of them; zero when none may
     */
    record Claim(UUID owner, List<String> keys, Duration settlesIn) {

        public Claim {
            keys = List.copyOf(keys);
        }
    }

    /** Takes those that are behind their version and free, a batch at most. */
    Claim claim(Map<String, Long> versions);

    /** The push is over. What arrived counts unless an earlier push might have arrived after it. */
    void arrived(Claim claim, Map<String, Long> versions);

    /** The push is over and nothing of it happened. */
    void release(Claim claim);

    /** The push is over, but may still arrive. */
    void unclear(Claim claim);

    /** Of these versions, those that did not arrive yet. */
    Map<String, Long> behind(Map<String, Long> versions);

    /** Nothing is known to have arrived of them. */
    void forget(Collection<String> keys);
}
