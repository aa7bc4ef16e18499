package io.throughline.events.order;

import java.math.BigDecimal;

/** One spelling per number, so that 1.50 and 1.5 compare equal and derive no change. */
final class Decimals {

    private Decimals() {}

    static BigDecimal normal(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
