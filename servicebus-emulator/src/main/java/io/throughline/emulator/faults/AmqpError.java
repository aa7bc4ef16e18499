package io.throughline.emulator.faults;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The errors that a fault may give as its reason, in the words of the wire. */
public enum AmqpError {
    DETACH_FORCED("amqp:link:detach-forced"),
    LINK_STOLEN("amqp:link:stolen"),
    MESSAGE_SIZE_EXCEEDED("amqp:link:message-size-exceeded"),
    INTERNAL_ERROR("amqp:internal-error"),
    NOT_ALLOWED("amqp:not-allowed"),
    NOT_FOUND("amqp:not-found"),
    RESOURCE_LIMIT_EXCEEDED("amqp:resource-limit-exceeded"),
    UNAUTHORIZED_ACCESS("amqp:unauthorized-access"),
    ARGUMENT_ERROR("com.microsoft:argument-error"),
    ENTITY_DISABLED("com.microsoft:entity-disabled"),
    SERVER_BUSY("com.microsoft:server-busy"),
    TIMEOUT("com.microsoft:timeout");

    private final String condition;

    AmqpError(String condition) {
        this.condition = condition;
    }

    public String condition() {
        return condition;
    }

    static AmqpError of(String condition) {
        return Arrays.stream(values())
                .filter(error -> error.condition.equals(condition))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'condition' is one of " + allowed()));
    }

    private static String allowed() {
        return Arrays.stream(values()).map(AmqpError::condition).collect(Collectors.joining(", "));
    }
}
