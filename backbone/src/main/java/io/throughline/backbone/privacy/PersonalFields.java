package io.throughline.backbone.privacy;

import io.throughline.events.PersonalData;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashSet;
import java.util.List;
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

    /** In place of a text that may not be absent. */
    public static final String ERASED = "erased";

    /**
     * The same record without what is marked: texts are absent, or {@link #ERASED} where they may not be, and lists are
     * empty.
     */
    public static <R extends Record> R without(R record) {
        RecordComponent[] parts = record.getClass().getRecordComponents();
        Class<?>[] types = new Class<?>[parts.length];
        @Nullable Object[] values = new @Nullable Object[parts.length];
        for (int part = 0; part < parts.length; part++) {
            types[part] = parts[part].getType();
            values[part] = parts[part].isAnnotationPresent(PersonalData.class)
                    ? erased(parts[part])
                    : withoutIn(read(record, parts[part]));
        }
        return made(record, types, values);
    }

    private static @Nullable Object withoutIn(@Nullable Object value) {
        return switch (value) {
            case Record parts -> without(parts);
            case List<?> many -> many.stream().map(PersonalFields::withoutIn).toList();
            case null, default -> value;
        };
    }

    private static @Nullable Object erased(RecordComponent part) {
        if (List.class.isAssignableFrom(part.getType())) {
            return List.of();
        }
        if (part.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
            return null;
        }
        if (part.getType() == String.class) {
            return ERASED;
        }
        throw new IllegalStateException("Nothing says how " + part + " is erased");
    }

    @SuppressWarnings("unchecked")
    private static <R extends Record> R made(R like, Class<?>[] types, @Nullable Object[] values) {
        try {
            Constructor<?> constructor = like.getClass().getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return (R) constructor.newInstance(values);
        } catch (ReflectiveOperationException hidden) {
            throw new IllegalStateException("Cannot make " + like.getClass(), hidden);
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
