package io.throughline.backbone.privacy;

import io.throughline.events.PersonalData;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What records mark with {@link PersonalData}, read from the marks alone: a new mark needs no other change. */
public final class PersonalFields {

    private PersonalFields() {}

    /** Every text of the record and its parts that is marked, each once. */
    public static Set<String> valuesOf(Object record) {
        Set<String> found = new LinkedHashSet<>();
        collect(record, false, found);
        return found;
    }

    private static void collect(@Nullable Object value, boolean personal, Set<String> found) {
        switch (value) {
            case String text when personal && !text.isBlank() -> found.add(text.strip());
            case Iterable<?> many -> many.forEach(one -> collect(one, personal, found));
            case Record parts -> {
                for (RecordComponent part : parts.getClass().getRecordComponents()) {
                    collect(read(parts, part), personal || part.isAnnotationPresent(PersonalData.class), found);
                }
            }
            case null, default -> {}
        }
    }

    private static @Nullable Object read(Record owner, RecordComponent part) {
        try {
            Method accessor = part.getAccessor();
            // The record may be known in its own package only.
            accessor.setAccessible(true);
            return accessor.invoke(owner);
        } catch (ReflectiveOperationException hidden) {
            throw new IllegalStateException("Cannot read " + part, hidden);
        }
    }
}
