package io.throughline.emulator.amqp.message;

import io.throughline.emulator.rules.Subject;
import io.throughline.emulator.rules.SystemProperty;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import org.apache.qpid.proton.amqp.messaging.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What filters see of a message. Application properties are found whatever their case if none has the exact name.
 * Decoded when a filter asks: many subscriptions take everything.
 */
final class AmqpSubject implements Subject {

    private final AmqpMessage message;
    private @Nullable Properties properties;
    private @Nullable Map<?, ?> application;

    AmqpSubject(AmqpMessage message) {
        this.message = message;
    }

    private Properties properties() {
        if (properties == null) {
            properties = message.properties();
        }
        return properties;
    }

    private Map<?, ?> application() {
        if (application == null) {
            application = message.applicationProperties();
        }
        return application;
    }

    @Override
    public Optional<Object> system(SystemProperty name) {
        return Optional.ofNullable(
                        switch (name) {
                            case CONTENT_TYPE -> (Object) properties().getContentType();
                            case CORRELATION_ID -> properties().getCorrelationId();
                            case LABEL -> properties().getSubject();
                            case MESSAGE_ID -> properties().getMessageId();
                            case REPLY_TO -> properties().getReplyTo();
                            case REPLY_TO_SESSION_ID -> properties().getReplyToGroupId();
                            case SESSION_ID -> properties().getGroupId();
                            case TO -> properties().getTo();
                        })
                .map(Object::toString);
    }

    @Override
    public Optional<Object> property(String name) {
        return Optional.<Object>ofNullable(application().get(name))
                .or(() -> application().entrySet().stream()
                        .filter(entry -> name.equalsIgnoreCase(String.valueOf(entry.getKey())))
                        .findFirst()
                        .map(Map.Entry::getValue))
                .map(value -> value instanceof Date date ? date.toInstant() : value);
    }
}
