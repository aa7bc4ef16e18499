package io.throughline.emulator.journal;

/** A folder cannot be used as a journal; says which and why. */
public final class JournalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    JournalException(String message) {
        super(message);
    }

    JournalException(String message, Exception cause) {
        super(message, cause);
    }
}
