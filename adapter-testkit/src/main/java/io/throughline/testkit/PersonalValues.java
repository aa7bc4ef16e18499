package io.throughline.testkit;

import io.throughline.events.OrderEvent;
import io.throughline.events.PersonalData;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything in an event that tells who a person is. */
final class PersonalValues {

    private PersonalValues() {}

    static List<String> in(OrderEvent data) {
        return of(data, false).distinct().toList();
    }

    private static Stream<String> of(@Nullable Object value, boolean personal) {
        return switch (value) {
            case null -> Stream.empty();
            case String text -> personal && !text.isBlank() ? Stream.of(text) : Stream.empty();
            case List<?> values -> values.stream().flatMap(each -> of(each, personal));
            case Record data ->
                Stream.of(data.getClass().getRecordComponents())
                        .flatMap(part ->
                                of(valueOf(part, data), personal || part.isAnnotationPresent(PersonalData.class)));
            default -> Stream.empty();
        };
    }

    private static @Nullable Object valueOf(RecordComponent part, Record data) {
        try {
            return part.getAccessor().invoke(data);
        } catch (ReflectiveOperationException hidden) {
            throw new IllegalStateException(part + " cannot be read", hidden);
        }
    }
}
