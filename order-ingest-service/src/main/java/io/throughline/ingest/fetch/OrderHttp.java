package io.throughline.ingest.fetch;

import io.throughline.ingest.IngestProperties;
import io.throughline.ingest.OrderApi;
import io.throughline.ingest.storefront.ChangeCalls;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** HTTP to the storefronts' APIs: every call has a limit, no redirect is followed. */
@Component
public class OrderHttp implements AutoCloseable {

    private final HttpClient http;
    private final IngestProperties.Fetch limits;
    private final RetryAfter retryAfter;

    OrderHttp(IngestProperties properties, Clock clock) {
        this.limits = properties.fetch();
        this.retryAfter = new RetryAfter(clock);
        this.http = HttpClient.newBuilder()
                .connectTimeout(limits.connectTimeout())
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** For the calls of one fetch, which share one time limit that begins now. */
    public ChangeCalls calls(OrderApi api, Map<String, String> credentials) {
        Deadline deadline = Deadline.in(limits.timeout());
        ApiCall call = new ApiCall(http, limits.maxBodyBytes(), retryAfter);
        return new ChangeCalls() {
            @Override
            public Optional<byte[]> get(String path) {
                return call.get(URI.create(api.baseUrl() + path), credentials, deadline);
            }

            @Override
            public Optional<byte[]> ask(String path, byte[] question) {
                HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(api.baseUrl() + path))
                        .POST(BodyPublishers.ofByteArray(question));
                return call.ask(request, credentials, deadline);
            }

            @Override
            public Optional<byte[]> put(String path, byte[] body) {
                HttpRequest.Builder request =
                        HttpRequest.newBuilder(URI.create(api.baseUrl() + path)).PUT(BodyPublishers.ofByteArray(body));
                return call.ask(request, credentials, deadline);
            }
        };
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
