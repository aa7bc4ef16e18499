package io.throughline.runtime.exchange;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Optional;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/** Keeps what is sent and the beginning of what comes back, for the attempt that runs on this thread. */
public final class ExchangeInterceptor implements ClientHttpRequestInterceptor {

    @Override
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        Optional<LastExchange> last = LastExchange.current();
        if (last.isEmpty()) {
            return execution.execute(request, body);
        }
        // Without the query: it may hold what belongs into no table.
        last.get().sending(request.getMethod().name(), request.getURI().getPath(), body);
        ClientHttpResponse response = execution.execute(request, body);
        byte[] beginning = response.getBody().readNBytes(LastExchange.MAX_KEPT);
        last.get().answered(response.getStatusCode().value(), beginning);
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(beginning), response.getBody());
        return new Answer(response, whole, () -> {});
    }
}
