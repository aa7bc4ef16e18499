package io.throughline.backbone.servicebus;

/** The broker may not have accepted a message. */
public final class PublishException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PublishException(String topic, Throwable cause) {
        super("Sending to topic " + topic + " failed: " + cause.getMessage(), cause);
    }
}
