package io.throughline.backbone.json;

import io.throughline.events.Origin;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.util.TokenBuffer;

/**
 * CloudEvents 1.0 structured JSON, with our extension attributes in CloudEvents' lower case.
 *
 * @param data as it is to be written; of what was read its tokens, until the type says what they are. Absent where
 *     {@code dataref} says where it is, and {@code datasha256} what its bytes hash to
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
        @JsonDeserialize(as = TokenBuffer.class) @Nullable Object data,
        @Nullable String dataref,
        @Nullable String datasha256) {}
