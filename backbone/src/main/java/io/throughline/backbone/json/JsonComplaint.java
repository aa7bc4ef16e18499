package io.throughline.backbone.json;

import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;

/** What is wrong with a document, in words that quote no value of it: they end up in tables and on the broker. */
public final class JsonComplaint {

    private JsonComplaint() {}

    /** {@code InvalidFormatException at data.order.createdAt}; only texts of this system's own are repeated. */
    public static String of(RuntimeException failure) {
        return switch (failure) {
            case DatabindException value when !value.getPath().isEmpty() -> nameOf(value) + " at " + pathOf(value);
            case JacksonException malformed -> nameOf(malformed) + placeOf(malformed);
            case NullPointerException missing -> "Attribute " + missing.getMessage() + " is missing";
            default -> nameOf(failure);
        };
    }

    private static String nameOf(RuntimeException failure) {
        return failure.getClass().getSimpleName();
    }

    private static String pathOf(DatabindException failure) {
        return failure.getPath().stream()
                .map(step -> step.getPropertyName() == null ? "[" + step.getIndex() + "]" : step.getPropertyName())
                .collect(Collectors.joining("."));
    }

    private static String placeOf(JacksonException malformed) {
        return malformed.getLocation() == null
                ? ""
                : " at byte " + malformed.getLocation().getByteOffset();
    }
}
