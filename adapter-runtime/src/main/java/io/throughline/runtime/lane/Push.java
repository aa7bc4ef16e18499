package io.throughline.runtime.lane;

import java.util.List;
import java.util.Map;

/** How things are brought to a downstream system; while it runs, nobody else pushes any of them. */
@FunctionalInterface
public interface Push {

    /**
     * Sends what is current of each, by compare-and-set where the system offers it; otherwise reads it back and answers
     * for nothing that is not there as it was sent.
     *
     * @return by key, the version that has arrived; a key that has not may be missing
     * @throws io.throughline.runtime.TransientFailure of kind {@code UNKNOWN} when something of it may arrive later
     * @throws io.throughline.runtime.PermanentFailure when something was refused, and therefore nothing was done
     */
    Map<String, Long> push(List<String> keys);
}
