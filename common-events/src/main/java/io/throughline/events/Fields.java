package io.throughline.events;

import java.util.List;

/**
 * Which parts of the snapshot an {@link OrderChanged} is about.
 *
 * @param fields names of components of the order: {@code shipTo}, {@code lines}
 */
public record Fields(List<String> fields) {

    public Fields {
        fields = List.copyOf(fields);
    }
}
