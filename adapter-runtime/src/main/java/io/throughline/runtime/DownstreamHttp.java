package io.throughline.runtime;

import io.throughline.backbone.trace.Span;
import io.throughline.runtime.CallGuard.Turn;
import io.throughline.runtime.exchange.Answer;
import io.throughline.runtime.exchange.CallSpan;
import io.throughline.runtime.exchange.ExchangeInterceptor;
import io.throughline.runtime.exchange.Trace;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientResponseException;

/**
 * HTTP to a downstream system: every call has a limit, waits for its turn and is made only while its order is ours; no
 * redirect is followed; what an attempt sent last is kept for the case that its delivery is parked; the trace that
 * began at the webhook goes on.
 */
public final class DownstreamHttp {

    private DownstreamHttp() {}

    /** A redirect is not followed and must not pass for a success: what was asked for did not happen. */
    private static RestClientResponseException redirected(ClientHttpResponse response) throws IOException {
        return new RestClientResponseException(
                "Redirected: " + response.getStatusCode().value(),
                response.getStatusCode(),
                response.getStatusText(),
                response.getHeaders(),
                null,
                null);
    }

    private static ClientHttpResponse inTurn(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        Turn turn = CallGuard.turn();
        Span span = CallSpan.begin(request);
        try {
            span.traceparent()
                    .or(Trace::next)
                    .ifPresent(trace -> request.getHeaders().set("traceparent", trace));
            ClientHttpResponse answered = execution.execute(request, body);
            CallSpan.answered(span, answered.getStatusCode().value());
            // The system may be busy with it until all of it was read.
            return new Answer(answered, answered.getBody(), whenRead(turn, span));
        } catch (IOException | RuntimeException unanswered) {
            CallSpan.unanswered(span, unanswered);
            turn.close();
            throw unanswered;
        }
    }

    private static Runnable whenRead(Turn turn, Span span) {
        return span.isRecorded()
                ? () -> {
                    turn.close();
                    span.end();
                }
                : turn::close;
    }

    /**
     * A client for one system; add its headers and build.
     *
     * @param timeout for connecting, and again for the whole answer
     */
    public static RestClient.Builder client(URI baseUrl, Duration timeout) {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .connectTimeout(timeout)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build());
        requests.setReadTimeout(timeout);
        return RestClient.builder()
                .baseUrl(baseUrl)
                .requestFactory(requests)
                .defaultStatusHandler(HttpStatusCode::is3xxRedirection, (request, response) -> {
                    throw redirected(response);
                })
                .requestInterceptor(DownstreamHttp::inTurn)
                .requestInterceptor(new ExchangeInterceptor());
    }
}
