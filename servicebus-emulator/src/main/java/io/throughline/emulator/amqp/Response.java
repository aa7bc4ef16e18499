package io.throughline.emulator.amqp;

import io.throughline.emulator.core.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.message.Message;

/**
 * The answer to a request.
 *
 * @param properties application properties; the status is an {@code int}, because the SDK casts it
 */
record Response(Map<String, Object> properties, Map<String, Object> body) {

    static Response ok(Map<String, Object> body) {
        return of(200, "OK", body);
    }

    static Response empty() {
        return of(204, "No Content", Map.of());
    }

    static Response refused(Refusal refusal) {
        var response = of(Errors.status(refusal.reason()), String.valueOf(refusal.getMessage()), Map.of());
        var properties = new LinkedHashMap<>(response.properties());
        properties.put("errorCondition", Errors.condition(refusal.reason()));
        return new Response(properties, Map.of());
    }

    /** Clients read the status of {@code $cbs} and of {@code $management} under different names. */
    static Response of(int status, String description, Map<String, Object> body) {
        return new Response(
                Map.of(
                        "statusCode", status,
                        "status-code", status,
                        "statusDescription", description,
                        "status-description", description),
                body);
    }

    Message to(Request request) {
        var message = Message.Factory.create();
        message.setCorrelationId(request.message().getMessageId());
        message.setApplicationProperties(new ApplicationProperties(properties));
        message.setBody(new AmqpValue(body));
        return message;
    }
}
