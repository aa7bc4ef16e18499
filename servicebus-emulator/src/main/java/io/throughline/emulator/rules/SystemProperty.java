package io.throughline.emulator.rules;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The properties of a message that filters know as {@code sys.…}. */
public enum SystemProperty {
    CONTENT_TYPE,
    CORRELATION_ID,
    LABEL,
    MESSAGE_ID,
    REPLY_TO,
    REPLY_TO_SESSION_ID,
    SESSION_ID,
    TO;

    /** @param name in any case, and with {@code Subject} as the newer name of {@code Label} */
    public static Optional<SystemProperty> named(String name) {
        var wanted = name.toUpperCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(property ->
                        property.name().replace("_", "").equals(wanted.equals("SUBJECT") ? "LABEL" : wanted))
                .findFirst();
    }
}
