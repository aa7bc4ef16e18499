package io.throughline.backbone.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** A collector: takes spans over OTLP in protobuf and keeps them. */
public final class SpanCollector implements AutoCloseable {

    private static final HexFormat HEX = HexFormat.of();

    /** Ids, times and numbers: a postcode may stand in each of them by chance. */
    private static final Pattern ARBITRARY = Pattern.compile(
            "(?m)^\\s*((\\w+_)?id|\\w+_unix_nano|int_value): .*$" + "|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final HttpServer server;
    private final List<Collected> spans = new CopyOnWriteArrayList<>();
    private final List<String> raw = new CopyOnWriteArrayList<>();
    private volatile boolean away;

    /** On a free port of the loopback address. */
    public SpanCollector() {
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException unavailable) {
            throw new UncheckedIOException(unavailable);
        }
        server.createContext("/v1/traces", this::take);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    /**
     * A span as it was exported.
     *
     * @param parent span id; empty when it has none
     * @param attributes as text
     * @param links span ids
     */
    public record Collected(
            String service,
            String trace,
            String id,
            String parent,
            String name,
            String kind,
            boolean failed,
            Map<String, String> attributes,
            List<String> links) {

        /** What it says under this key; empty when nothing. */
        public String said(String key) {
            return attributes.getOrDefault(key, "");
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** All that came, as they came. */
    public List<Collected> spans() {
        return List.copyOf(spans);
    }

    /** Those of one trace. */
    public List<Collected> of(String trace) {
        return spans.stream().filter(span -> span.trace().equals(trace)).toList();
    }

    /** All texts that were exported, in the words of the format: nothing hides in a part that is not looked at. */
    public String everything() {
        return String.join("\n", raw);
    }

    /** Takes nothing from now on, or everything again. */
    public void setAway(boolean away) {
        this.away = away;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (away) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            InputStream body = exchange.getRequestBody();
            ExportTraceServiceRequest request =
                    ExportTraceServiceRequest.parseFrom(zipped ? new GZIPInputStream(body) : body);
            raw.add(ARBITRARY.matcher(request.toString()).replaceAll(""));
            spans.addAll(collected(request));
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private static List<Collected> collected(ExportTraceServiceRequest request) {
        return request.getResourceSpansList().stream()
                .flatMap(resource -> resource.getScopeSpansList().stream()
                        .flatMap(scope -> scope.getSpansList().stream())
                        .map(span -> new Collected(
                                texts(resource.getResource().getAttributesList())
                                        .getOrDefault("service.name", ""),
                                HEX.formatHex(span.getTraceId().toByteArray()),
                                HEX.formatHex(span.getSpanId().toByteArray()),
                                HEX.formatHex(span.getParentSpanId().toByteArray()),
                                span.getName(),
                                span.getKind().name().replace("SPAN_KIND_", ""),
                                span.getStatus().getCodeValue() == 2,
                                texts(span.getAttributesList()),
                                span.getLinksList().stream()
                                        .map(link ->
                                                HEX.formatHex(link.getSpanId().toByteArray()))
                                        .toList())))
                .toList();
    }

    private static Map<String, String> texts(List<KeyValue> attributes) {
        return attributes.stream()
                .collect(Collectors.toMap(
                        KeyValue::getKey,
                        each -> each.getValue().hasIntValue()
                                ? Long.toString(each.getValue().getIntValue())
                                : each.getValue().getStringValue()));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
