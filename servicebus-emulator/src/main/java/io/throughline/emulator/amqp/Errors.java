package io.throughline.emulator.amqp;

import io.throughline.emulator.core.Refusal;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.transport.ErrorCondition;

/** Refusals in the words of the wire. */
final class Errors {

    private Errors() {}

    static ErrorCondition of(Refusal refusal) {
        return new ErrorCondition(condition(refusal.reason()), refusal.getMessage());
    }

    static Symbol condition(Refusal.Reason reason) {
        return Symbol.valueOf(
                switch (reason) {
                    case NOT_FOUND -> "amqp:not-found";
                    case UNAUTHORIZED -> "amqp:unauthorized-access";
                    case NOT_ALLOWED -> "amqp:not-allowed";
                    case ENTITY_DISABLED -> "com.microsoft:entity-disabled";
                    case NOT_IMPLEMENTED -> "amqp:not-implemented";
                    case QUOTA_EXCEEDED -> "amqp:resource-limit-exceeded";
                    case MESSAGE_TOO_LARGE -> "amqp:link:message-size-exceeded";
                    case INVALID -> "com.microsoft:argument-error";
                    case ALREADY_EXISTS -> "com.microsoft:entity-already-exists";
                    case MESSAGE_NOT_FOUND -> "com.microsoft:message-not-found";
                    case MESSAGE_LOCK_LOST -> "com.microsoft:message-lock-lost";
                    case SESSION_LOCK_LOST -> "com.microsoft:session-lock-lost";
                    case SESSION_LOCKED -> "com.microsoft:session-cannot-be-locked";
                    case SESSION_NOT_FOUND -> "com.microsoft:session-not-found";
                    case TIMEOUT -> "com.microsoft:timeout";
                    case UNKNOWN_TRANSACTION -> "amqp:transaction:unknown-id";
                });
    }

    /** The number that goes with it in a management response. */
    static int status(Refusal.Reason reason) {
        return switch (reason) {
            case INVALID, UNKNOWN_TRANSACTION -> 400;
            case UNAUTHORIZED -> 401;
            case NOT_ALLOWED, ENTITY_DISABLED, QUOTA_EXCEEDED, MESSAGE_TOO_LARGE -> 403;
            case NOT_FOUND, MESSAGE_NOT_FOUND, SESSION_NOT_FOUND -> 404;
            case TIMEOUT -> 408;
            case ALREADY_EXISTS, SESSION_LOCKED -> 409;
            case MESSAGE_LOCK_LOST, SESSION_LOCK_LOST -> 410;
            case NOT_IMPLEMENTED -> 501;
        };
    }
}
