package io.throughline.dashboard.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GravityTest {

    @ParameterizedTest
    @ValueSource(strings = {"/order/note", "/order/lines/0/sku", "/order/lines/12/title", "/order/shipping/0/code"})
    void whatNamesGoodsMayBeEditedAlone(String path) {
        assertThat(Gravity.isGrave(List.of(change(path)))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/order/totals/total/minor",
                "/order/lines/0/unitPrice",
                "/order/lines/0/quantities/ordered",
                "/order/shipTo/0/address/postcode",
                "/order/billTo/city",
                "/order/customer/email",
                "/order/lines/0/skuX",
                "/order/lines",
                "/refund/lines/0/sku",
                "",
            })
    void whateverElseIsEditedNeedsTwo(String path) {
        assertThat(Gravity.isGrave(List.of(change("/order/note"), change(path))))
                .isTrue();
    }

    @Test
    void anEditThatChangesNothingIsNotGrave() {
        assertThat(Gravity.isGrave(List.of())).isFalse();
    }

    private static FieldChange change(String path) {
        return new FieldChange(path, "a", "b");
    }
}
