package io.throughline.stack.check;

import io.throughline.stub.storefront.Webhook;

/**
 * A webhook that a storefront sends.
 *
 * @param times how often; the same request each time
 * @param atOnce whether it is sent on several connections at the same time instead of one after the other
 * @param status what it must be answered with
 */
record Post(Webhook webhook, int times, boolean atOnce, int status) {

    static Post once(Webhook webhook) {
        return new Post(webhook, 1, false, 200);
    }

    Post twice() {
        return new Post(webhook, 2, false, status);
    }

    Post asTwins() {
        return new Post(webhook, 2, true, status);
    }

    Post refused() {
        return new Post(webhook, times, atOnce, 401);
    }
}
