package io.throughline.runtime.exchange;

import java.io.IOException;
import java.io.InputStream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;

/** An answer with another body, or with something to be done when it was read to its end. */
public final class Answer implements ClientHttpResponse {

    private final ClientHttpResponse answered;
    private final InputStream body;
    private final Runnable whenRead;

    public Answer(ClientHttpResponse answered, InputStream body, Runnable whenRead) {
        this.answered = answered;
        this.body = body;
        this.whenRead = whenRead;
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
        try {
            answered.close();
        } finally {
            whenRead.run();
        }
    }
}
