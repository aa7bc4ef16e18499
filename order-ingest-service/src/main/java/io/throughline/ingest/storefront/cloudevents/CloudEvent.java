package io.throughline.ingest.storefront.cloudevents;

import io.throughline.ingest.storefront.Document;
import io.throughline.ingest.storefront.NotUnderstoodException;
import io.throughline.ingest.storefront.Signatures;
import io.throughline.ingest.storefront.WebhookRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What of an event matters here, whichever way it came.
 *
 * @param at when it happened, if the sender says so
 */
record CloudEvent(String type, @Nullable Instant at, Document data) {

    /** In the binary mode the attributes are header fields. */
    static final String PREFIX = "ce-";

    private static final String JSON = "(?i)[a-z0-9.+-]+/([a-z0-9.-]+\\+)?json( *;.*)?";

    /** @throws NotUnderstoodException when it is no CloudEvent of version 1, or its data are not JSON */
    static CloudEvent of(WebhookRequest request) {
        return switch (ContentMode.of(request)) {
            case STRUCTURED -> structured(Document.parse(request.body()));
            case BINARY -> binary(request);
            case BATCH -> throw new NotUnderstoodException("not-json", "The batch is not a JSON list of objects");
            case NONE ->
                throw new NotUnderstoodException(
                        "not-a-cloud-event", "There is neither a header field ce-specversion nor a CloudEvents type");
        };
    }

    private static CloudEvent structured(Document event) {
        checkVersion(event.requiredText("specversion"));
        event.text("datacontenttype").ifPresent(CloudEvent::checkData);
        Document data = event.child("data")
                .or(() -> event.text("data_base64").map(CloudEvent::decoded))
                .orElseThrow(() -> new NotUnderstoodException("missing-field", "The event has no object data"));
        return new CloudEvent(
                event.requiredText("type"),
                event.time("time").map(OffsetDateTime::toInstant).orElse(null),
                data);
    }

    private static Document decoded(String base64) {
        return Document.parse(Signatures.fromBase64(base64)
                .orElseThrow(() -> new NotUnderstoodException("malformed-field", "data_base64 is not base64")));
    }

    private static CloudEvent binary(WebhookRequest request) {
        checkVersion(attribute(request, "specversion").orElse(""));
        request.headers().first("content-type").ifPresent(CloudEvent::checkData);
        String type = attribute(request, "type")
                .orElseThrow(() -> new NotUnderstoodException("missing-field", "There is no header field ce-type"));
        return new CloudEvent(type, at(attribute(request, "time").orElse(null)), Document.parse(request.body()));
    }

    static Optional<String> attribute(WebhookRequest request, String name) {
        return request.headers().first(PREFIX + name);
    }

    private static @Nullable Instant at(@Nullable String time) {
        try {
            return time == null ? null : OffsetDateTime.parse(time).toInstant();
        } catch (DateTimeException malformed) {
            throw new NotUnderstoodException("malformed-field", "ce-time is no time with an offset", malformed);
        }
    }

    private static void checkVersion(String version) {
        if (!version.equals("1.0")) {
            throw new NotUnderstoodException("not-a-cloud-event", "specversion is not 1.0");
        }
    }

    private static void checkData(String contentType) {
        if (!contentType.matches(JSON)) {
            throw new NotUnderstoodException("not-json", "The data are of a type that is not JSON");
        }
    }
}
