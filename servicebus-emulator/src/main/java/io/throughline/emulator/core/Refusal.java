package io.throughline.emulator.core;

/** Why something that was asked for is not done. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The kinds of no that a client tells apart. */
    public enum Reason {
        NOT_FOUND,
        UNAUTHORIZED,
        NOT_ALLOWED,
        ENTITY_DISABLED,
        INVALID,
        NOT_IMPLEMENTED,
        ALREADY_EXISTS,
        QUOTA_EXCEEDED,
        MESSAGE_TOO_LARGE,
        MESSAGE_NOT_FOUND,
        MESSAGE_LOCK_LOST,
        SESSION_LOCK_LOST,
        SESSION_LOCKED,
        SESSION_NOT_FOUND,
        TIMEOUT,
        UNKNOWN_TRANSACTION
    }

    private final Reason reason;

    public Refusal(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** The SDK gives up at once only if it reads exactly this sentence. */
    public static Refusal unknownEntity(String path) {
        return new Refusal(Reason.NOT_FOUND, "The messaging entity '" + path + "' could not be found.");
    }

    static Refusal disabled(String path) {
        return new Refusal(Reason.ENTITY_DISABLED, "The messaging entity '" + path + "' is currently disabled.");
    }

    static Refusal unknownTransaction(Object id) {
        return new Refusal(
                Reason.UNKNOWN_TRANSACTION, "No transaction '" + id + "' is open: it ended, timed out or never was.");
    }

    static Refusal lockLost() {
        return new Refusal(
                Reason.MESSAGE_LOCK_LOST,
                "The lock supplied is invalid. Either the lock expired, or the message has already been removed.");
    }

    static Refusal sessionLockLost() {
        return new Refusal(
                Reason.SESSION_LOCK_LOST,
                "The session lock has expired, or is held by another receiver. Accept the session again.");
    }

    public Reason reason() {
        return reason;
    }
}
