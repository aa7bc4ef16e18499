package io.throughline.runtime;

import io.throughline.runtime.TransientFailure.Kind;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.time.Clock;
import java.util.function.Supplier;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;

/** Turns what an HTTP client throws into our two kinds of failure, once, next to the call. */
public final class HttpFailures {

    private final String system;
    private final RetryAfter retryAfter;

    /** @param system first word of every code: {@code shipbob} gives {@code shipbob-rejected} */
    public HttpFailures(String system, Clock clock) {
        this.system = system;
        this.retryAfter = new RetryAfter(clock);
    }

    /**
     * The call's answer.
     *
     * @throws TransientFailure {@code <system>-unavailable}, {@code -rate-limited}, {@code -unauthorized},
     *     {@code -no-answer}
     * @throws PermanentFailure {@code <system>-rejected}
     */
    public <T> T translate(Supplier<T> call) {
        try {
            return call.get();
        } catch (RestClientResponseException answered) {
            throw ofStatus(answered);
        } catch (ResourceAccessException unanswered) {
            throw ofLostAnswer(unanswered);
        } catch (RestClientException unreadable) {
            throw new TransientFailure(
                    Kind.UNKNOWN, system + "-no-answer", "The answer of " + system + " cannot be read", unreadable);
        }
    }

    private DeliveryFailure ofStatus(RestClientResponseException answered) {
        HttpStatusCode status = answered.getStatusCode();
        String message = system + " answered " + status.value();
        return switch (status.value()) {
            case 401, 403 -> new TransientFailure(Kind.ACCESS, system + "-unauthorized", message, answered);
            case 429 -> asked(new TransientFailure(Kind.RATE_LIMITED, system + "-rate-limited", message, answered));
            case 408, 425 -> new TransientFailure(Kind.UNAVAILABLE, system + "-unavailable", message, answered);
            default ->
                status.is5xxServerError()
                        ? asked(new TransientFailure(Kind.UNKNOWN, system + "-unavailable", message, answered))
                        : new PermanentFailure(system + "-rejected", message, answered);
        };
    }

    private TransientFailure asked(TransientFailure failure) {
        return failure.getCause() instanceof RestClientResponseException answered
                        && answered.getResponseHeaders() != null
                ? retryAfter
                        .of(answered.getResponseHeaders())
                        .map(failure::retryAfter)
                        .orElse(failure)
                : failure;
    }

    private TransientFailure ofLostAnswer(ResourceAccessException unanswered) {
        Throwable cause = unanswered.getCause();
        boolean neverSent = cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException;
        return neverSent
                ? new TransientFailure(
                        Kind.UNAVAILABLE, system + "-unavailable", system + " cannot be reached", unanswered)
                : new TransientFailure(Kind.UNKNOWN, system + "-no-answer", system + " did not answer", unanswered);
    }
}
