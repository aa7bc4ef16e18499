package io.throughline.inventory;

import io.throughline.runtime.EffectKey;

/**
 * The effect keys of an order's movements. They have no revision: an explicit re-send sets levels again, but the same
 * goods never leave twice.
 */
record StockKeys(String orderKey) {

    /** A line's goods leave. */
    EffectKey leaving(String lineId) {
        return new EffectKey(orderKey + "/stock/" + lineId);
    }

    /** What a refund gives back of a line; one refund may give back some that was shipped and some that was not. */
    EffectKey refunded(String refundId, String lineId, String restockType) {
        return new EffectKey(orderKey + "/restock/" + refundId + "/" + lineId + "/" + restockType);
    }

    /** What comes back of a line because the order ended, be it cancelled, deleted or both. */
    EffectKey ended(String lineId) {
        return new EffectKey(orderKey + "/restock/ended/" + lineId);
    }
}
