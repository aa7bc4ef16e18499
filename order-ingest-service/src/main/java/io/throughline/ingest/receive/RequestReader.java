package io.throughline.ingest.receive;

import io.throughline.ingest.IngestProperties;
import io.throughline.ingest.receive.Admission.Place;
import io.throughline.ingest.receive.Refusal.Cause;
import io.throughline.ingest.storefront.WebhookHeaders;
import io.throughline.ingest.storefront.WebhookRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
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

    private static final int CHUNK = 8192;

    private final IngestProperties.Request limits;
    private final LimitProperties shared;

    RequestReader(IngestProperties properties, LimitProperties shared) {
        this.limits = properties.request();
        this.shared = shared;
    }

    /**
     * Header fields and body.
     *
     * @param place where the bytes of the body count
     * @throws Refusal when a limit is exceeded or the body cannot be read
     */
    WebhookRequest read(String shop, HttpServletRequest request, Place place) {
        WebhookHeaders headers = headers(request);
        return new WebhookRequest(shop, headers, body(request, headers, place));
    }

    /**
     * Reads what is left of a refused body, within limits, so that the sender gets to read the answer.
     *
     * @return false when something is left, and the connection is of no more use
     */
    boolean discard(HttpServletRequest request) {
        long most = shared.discard().toBytes();
        if (request.getHeader("expect") != null || request.getContentLengthLong() > most) {
            return request.getContentLengthLong() == 0;
        }
        byte[] chunk = new byte[CHUNK];
        try (InputStream wire = new BoundedStream(request.getInputStream(), shared.bodyTime(), most)) {
            while (wire.read(chunk, 0, CHUNK) >= 0) {
                // what nobody wants
            }
            return true;
        } catch (Refusal tooMuch) {
            return false;
        } catch (IOException broken) {
            return false;
        }
    }

    /** @throws Refusal when there are too many, or too large ones */
    WebhookHeaders headers(HttpServletRequest request) {
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

    private byte[] body(HttpServletRequest request, WebhookHeaders headers, Place place) {
        if (request.getContentLengthLong() > limits.maxBodyBytes()) {
            throw BoundedStream.tooLarge(limits.maxBodyBytes());
        }
        String encoding = headers.first("content-encoding").orElse("identity").toLowerCase(Locale.ROOT);
        try {
            InputStream wire = new BoundedStream(request.getInputStream(), shared.bodyTime(), limits.maxBodyBytes());
            return switch (encoding) {
                case "identity" -> limited(wire, place);
                case "gzip", "x-gzip" -> limited(new GZIPInputStream(wire), place);
                default -> throw new Refusal(Cause.UNKNOWN_ENCODING, "Send the body as it is, or gzip-encoded.");
            };
        } catch (IOException broken) {
            if (isTimeout(broken)) {
                throw BoundedStream.tooSlow(shared.bodyTime());
            }
            throw new Refusal(Cause.UNREADABLE_BODY, "Send the whole body, and gzip only with its encoding.", broken);
        }
    }

    private byte[] limited(InputStream stream, Place place) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] chunk = new byte[CHUNK];
        for (int more = stream.read(chunk, 0, CHUNK); more >= 0; more = stream.read(chunk, 0, CHUNK)) {
            if (body.size() + more > limits.maxBodyBytes()) {
                throw BoundedStream.tooLarge(limits.maxBodyBytes());
            }
            place.take(more);
            body.write(chunk, 0, more);
        }
        return body.toByteArray();
    }

    private static boolean isTimeout(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException) {
                return true;
            }
        }
        return false;
    }
}
