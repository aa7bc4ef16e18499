package io.throughline.backbone.json;

/** A body that is not an event we can read. Its code is a dead-letter reason. */
public final class UnreadableEventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    UnreadableEventException(String code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    UnreadableEventException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** {@code unreadable-event}, {@code unknown-event-type} or {@code unknown-event-version}. */
    public String code() {
        return code;
    }
}
