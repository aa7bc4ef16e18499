package io.throughline.ingest.receive;

import io.throughline.ingest.IngestProperties;
import io.throughline.ingest.receive.Refusal.Cause;
import io.throughline.ingest.storefront.WebhookHeaders;
import io.throughline.ingest.storefront.WebhookRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.springframework.stereotype.Component;

/** Reads a request to its last byte, but not beyond its limits. */
@Component
class RequestReader {

    private final IngestProperties.Request limits;

    RequestReader(IngestProperties properties) {
        this.limits = properties.request();
    }

    /** @throws Refusal when a limit is exceeded or the body cannot be read */
    WebhookRequest read(String shop, HttpServletRequest request) {
        WebhookHeaders headers = headers(request);
        return new WebhookRequest(shop, headers, body(request, headers));
    }

    private WebhookHeaders headers(HttpServletRequest request) {
        Map<String, String> values = new TreeMap<>();
        long bytes = 0;
        int count = 0;
        for (String name : Collections.list(request.getHeaderNames())) {
            List<String> all = Collections.list(request.getHeaders(name));
            count += all.size();
            bytes += all.stream()
                    .mapToLong(value -> name.length() + value.length())
                    .sum();
            values.putIfAbsent(name.toLowerCase(Locale.ROOT), all.getFirst());
        }
        if (count > limits.maxHeaders() || bytes > limits.maxHeaderBytes().toBytes()) {
            throw new Refusal(
                    Cause.HEADERS_TOO_LARGE,
                    "Send at most " + limits.maxHeaders() + " header fields of "
                            + limits.maxHeaderBytes().toBytes() + " bytes together.");
        }
        return new WebhookHeaders(values);
    }

    private byte[] body(HttpServletRequest request, WebhookHeaders headers) {
        if (request.getContentLengthLong() > limits.maxBodyBytes()) {
            throw tooLarge();
        }
        String encoding = headers.first("content-encoding").orElse("identity").toLowerCase(Locale.ROOT);
        try {
            return switch (encoding) {
                case "identity" -> limited(request.getInputStream());
                case "gzip", "x-gzip" -> limited(new GZIPInputStream(request.getInputStream()));
                default -> throw new Refusal(Cause.UNKNOWN_ENCODING, "Send the body as it is, or gzip-encoded.");
            };
        } catch (IOException broken) {
            throw new Refusal(Cause.UNREADABLE_BODY, "Send the whole body, and gzip only with its encoding.", broken);
        }
    }

    private byte[] limited(InputStream stream) throws IOException {
        byte[] body = stream.readNBytes(limits.maxBodyBytes() + 1);
        if (body.length > limits.maxBodyBytes()) {
            throw tooLarge();
        }
        return body;
    }

    private Refusal tooLarge() {
        return new Refusal(
                Cause.TOO_LARGE,
                "Send at most " + limits.maxBodyBytes() + " bytes, or raise throughline.ingest.request.max-body.");
    }
}
