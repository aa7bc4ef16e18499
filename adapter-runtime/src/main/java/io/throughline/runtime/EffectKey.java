package io.throughline.runtime;

/**
 * Names one change in another system by business identity only, so that everything that asks for the same change meets
 * at the same key.
 *
 * @param value {@code <order key>/<operation>[/<document>][/<revision>]}:
 *     {@code shopify:demo-shop:820982911946154508/credit-note/509562969}
 */
public record EffectKey(String value) {

    @Override
    public String toString() {
        return value;
    }
}
