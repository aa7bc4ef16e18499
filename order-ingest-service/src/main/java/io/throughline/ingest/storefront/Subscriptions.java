package io.throughline.ingest.storefront;

import java.util.List;
import java.util.Optional;

/** How one kind of storefront is asked what it sends webhooks about, and told to go on. */
public interface Subscriptions {

    /**
     * What it sends webhooks about, or did until it lost its patience. What a person paused is none of these.
     *
     * @throws FetchException when the storefront does not answer as it should
     * @throws NotUnderstoodException when its answer says nothing that can be used
     */
    List<Subscription> list(QueryCalls calls);

    /**
     * Has it send once more what it stopped to send.
     *
     * @return whether it could be asked to: some do not take back what they removed
     * @throws FetchException when the storefront does not answer as it should, or our key may not
     */
    boolean enable(Subscription subscription, ChangeCalls calls);

    /**
     * One topic that goes to one address.
     *
     * @param id the storefront's; absent when it has removed it
     */
    record Subscription(Optional<String> id, String topic, String address, boolean active) {

        /** Whether it is the same one, whatever it is called now. */
        public boolean isAs(Subscription other) {
            return topic.equals(other.topic) && address.equals(other.address);
        }
    }
}
