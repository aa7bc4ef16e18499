package io.throughline.runtime;

import io.throughline.runtime.TransientFailure.Kind;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;

/**
 * Turns what an HTTP client throws into our two kinds of failure, once, next to the call. The question for every
 * answer: would another event fare better right now? If not, it is transient.
 */
public final class HttpFailures {

    private final String system;
    private final RetryAfter retryAfter;
    private final AccessRenewal renewal;

    /** @param system first word of every code: {@code shipbob} gives {@code shipbob-rejected} */
    public HttpFailures(String system, Clock clock) {
        this(system, clock, () -> false);
    }

    /**
     * Renews a refused access once before it fails the call.
     *
     * @param renew gets a new token for the calls that follow; false where there is none to be had. Called by one
     *     thread at a time, and once for all calls that were refused the same token
     */
    public HttpFailures(String system, Clock clock, BooleanSupplier renew) {
        this.system = system;
        this.retryAfter = new RetryAfter(clock);
        this.renewal = new AccessRenewal(renew);
    }

    /**
     * The call's answer.
     *
     * @param call made once more where access was refused and could be renewed
     * @throws TransientFailure {@code <system>-unavailable}, {@code -rate-limited}, {@code -unauthorized},
     *     {@code -no-answer}
     * @throws PermanentFailure {@code <system>-rejected}
     */
    public <T> T translate(Supplier<T> call) {
        int seen = renewal.generation();
        try {
            return once(call);
        } catch (TransientFailure refused) {
            if (refused.kind() == Kind.ACCESS && renewal.renewed(seen)) {
                return once(call);
            }
            throw refused;
        }
    }

    private <T> T once(Supplier<T> call) {
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
        return switch (status.value()) {
            // 402: the account is closed or unpaid, whoever asks.
            case 401, 402, 403 -> failure(Kind.ACCESS, "unauthorized", answered);
            case 429 -> failure(Kind.RATE_LIMITED, "rate-limited", answered);
            // 407, 421: the way there is at fault. 423: the whole account is locked for a while.
            case 407, 408, 421, 423, 425 -> failure(Kind.UNAVAILABLE, "unavailable", answered);
            default -> status.is4xxClientError() ? rejected(answered) : failure(Kind.UNKNOWN, "unavailable", answered);
        };
    }

    private PermanentFailure rejected(RestClientResponseException answered) {
        return new PermanentFailure(system + "-rejected", message(answered), answered);
    }

    private TransientFailure failure(Kind kind, String word, RestClientResponseException answered) {
        TransientFailure failure = new TransientFailure(kind, system + "-" + word, message(answered), answered);
        return Optional.ofNullable(answered.getResponseHeaders())
                .flatMap(retryAfter::of)
                .map(failure::retryAfter)
                .orElse(failure);
    }

    private String message(RestClientResponseException answered) {
        return system + " answered " + answered.getStatusCode().value();
    }

    private TransientFailure ofLostAnswer(ResourceAccessException unanswered) {
        Throwable cause = unanswered.getCause();
        boolean neverSent = cause instanceof ConnectException
                || cause instanceof HttpConnectTimeoutException
                || cause instanceof UnknownHostException;
        return neverSent
                ? new TransientFailure(
                        Kind.UNAVAILABLE, system + "-unavailable", system + " cannot be reached", unanswered)
                : new TransientFailure(Kind.UNKNOWN, system + "-no-answer", system + " did not answer", unanswered);
    }
}
