package io.throughline.runtime.exchange;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatusCode;
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
        return new Answer(response, beginning);
    }

    /** An answer whose beginning was read already, to be read once more from its start. */
    private static final class Answer implements ClientHttpResponse {

        private final ClientHttpResponse answered;
        private final InputStream body;

        Answer(ClientHttpResponse answered, byte[] beginning) throws IOException {
            this.answered = answered;
            this.body = new SequenceInputStream(new ByteArrayInputStream(beginning), answered.getBody());
        }

        @Override
        public HttpStatusCode getStatusCode() throws IOException {
            return answered.getStatusCode();
        }

        @Override
        public String getStatusText() throws IOException {
            return answered.getStatusText();
        }

        @Override
        public HttpHeaders getHeaders() {
            return answered.getHeaders();
        }

        @Override
        public InputStream getBody() {
            return body;
        }

        @Override
        public void close() {
            answered.close();
        }
    }
}
