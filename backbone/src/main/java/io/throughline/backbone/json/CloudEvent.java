package io.throughline.backbone.json;

import io.throughline.events.Origin;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * CloudEvents 1.0 structured JSON, with our extension attributes in CloudEvents' lower case.
 *
 * @param data absent where {@code dataref} says where it is, and {@code datasha256} what its bytes hash to
 */
record CloudEvent(
        String specversion,
        UUID id,
        String source,
        String subject,
        String type,
        String datacontenttype,
        UUID orderref,
        int orderseq,
        Instant time,
        Instant acceptedat,
        Origin origin,
        String traceparent,
        boolean test,
        @Nullable JsonNode data,
        @Nullable String dataref,
        @Nullable String datasha256) {}
