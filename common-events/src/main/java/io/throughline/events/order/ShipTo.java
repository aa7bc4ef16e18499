package io.throughline.events.order;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place that goods of the order go to. An order of digital goods has none.
 *
 * @param kind open set: {@code delivery}, {@code pickup}
 * @param lineIds the lines that go there; empty means all
 */
public record ShipTo(String kind, @Nullable Address address, List<String> lineIds) {

    public ShipTo {
        lineIds = List.copyOf(lineIds);
    }
}
