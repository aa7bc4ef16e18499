package io.throughline.runtime.stock;

import io.throughline.runtime.EffectKey;

/**
 * Units of one item that leave stock or come back, once.
 *
 * @param quantity negative when they leave
 */
public record Movement(EffectKey key, String sku, long quantity) {}
