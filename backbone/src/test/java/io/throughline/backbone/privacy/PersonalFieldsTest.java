package io.throughline.backbone.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.events.order.Address;
import io.throughline.events.order.Company;
import io.throughline.events.order.ShipTo;
import java.util.List;
import org.junit.jupiter.api.Test;

class PersonalFieldsTest {

    private static final Address ADDRESS = new Address(
            "Zoë Quill", "Quill & Co", List.of("Elm 4", "Flat 2"), "Leeds", "Yorks", "GB-YRK", "LS1", "GB", "+44 1");

    @Test
    void findsEveryMarkedTextHoweverDeepItLies() {
        assertThat(PersonalFields.valuesOf(new ShipTo("delivery", ADDRESS, List.of("1"))))
                .containsExactlyInAnyOrder("Zoë Quill", "Quill & Co", "Elm 4", "Flat 2", "Leeds", "LS1", "+44 1");
    }

    @Test
    void takesEveryMarkedTextAwayAndLeavesTheRest() {
        ShipTo erased = PersonalFields.without(new ShipTo("delivery", ADDRESS, List.of("1")));

        assertThat(erased)
                .isEqualTo(new ShipTo(
                        "delivery",
                        new Address(null, null, List.of(), null, "Yorks", "GB-YRK", null, "GB", null),
                        List.of("1")));
    }

    @Test
    void saysSoWhereATextMayNotBeAbsent() {
        assertThat(PersonalFields.without(new Company("Quill & Co", "GB 1", null, "net 30")))
                .isEqualTo(new Company(PersonalFields.ERASED, null, null, "net 30"));
    }
}
