package io.throughline.ingest.storefront.cloudevents;

import io.throughline.ingest.storefront.WebhookRequest;
import java.util.Locale;

/** How CloudEvents travel over HTTP. */
enum ContentMode {
    /** The body is the event. */
    STRUCTURED,
    /** The body is a list of events. */
    BATCH,
    /** The body is the data, header fields are the attributes. */
    BINARY,
    NONE;

    static final String ONE = "application/cloudevents+json";
    private static final String MANY = "application/cloudevents-batch+json";

    static ContentMode of(WebhookRequest request) {
        String type = request.headers().first("content-type").orElse("");
        String media = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return switch (media) {
            case ONE -> STRUCTURED;
            case MANY -> BATCH;
            default ->
                request.headers().first(CloudEvent.PREFIX + "specversion").isPresent() ? BINARY : NONE;
        };
    }
}
