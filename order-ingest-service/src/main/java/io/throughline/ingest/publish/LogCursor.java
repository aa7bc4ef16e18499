package io.throughline.ingest.publish;

import io.throughline.backbone.database.LogPosition;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A position of the log as readers keep it: opaque, so that what it is made of may change. */
final class LogCursor {

    private static final Pattern FORM = Pattern.compile("1:(\\d{1,18}):(\\d{1,18})");
    private static final int LONGEST = 100;

    private LogCursor() {}

    static String of(LogPosition position) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("1:" + position.xid() + ":" + position.position()).getBytes(StandardCharsets.UTF_8));
    }

    /** @return absent when it was not given out by us */
    static Optional<LogPosition> read(String cursor) {
        if (cursor.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            byte[] decoded = Base64.getUrlDecoder().decode(cursor);
            Matcher parts = FORM.matcher(new String(decoded, StandardCharsets.UTF_8));
            return parts.matches()
                    ? Optional.of(new LogPosition(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2))))
                    : Optional.empty();
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }
}
