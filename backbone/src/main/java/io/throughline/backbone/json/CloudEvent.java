package io.throughline.backbone.json;

import io.throughline.events.Origin;
import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** CloudEvents 1.0 structured JSON, with our extension attributes in CloudEvents' lower case. */
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
        JsonNode data) {}
