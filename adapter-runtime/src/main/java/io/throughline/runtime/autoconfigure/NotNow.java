package io.throughline.runtime.autoconfigure;

import io.throughline.runtime.TransientFailure;
import io.throughline.runtime.dispatch.CallRefused;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** 503, with what to do. */
final class NotNow {

    private static final Duration SOON = Duration.ofSeconds(1);

    private NotNow() {}

    static WebEndpointResponse<ProblemDetail> noTurn(CallRefused refused) {
        return answer(
                "Its calls did not get their turn",
                refused.getMessage() + ". While a day's calls are spent, that is after midnight UTC",
                refused.later());
    }

    static WebEndpointResponse<ProblemDetail> noAnswer(TransientFailure failure) {
        return answer("The downstream system did not answer as it should", failure.getMessage(), failure.retryAfter());
    }

    /** @param wait absent where nobody knows how long */
    private static WebEndpointResponse<ProblemDetail> answer(
            String title, @Nullable String why, Optional<Duration> wait) {
        long seconds = Math.max(wait.orElse(SOON).plusMillis(999).toSeconds(), 1);
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE,
                why + ". Nothing was changed and nothing has to be undone. Ask again in " + seconds + " s.");
        problem.setTitle(title);
        // An endpoint of the actuator can answer everything but headers.
        if (RequestContextHolder.currentRequestAttributes() instanceof ServletRequestAttributes request) {
            Objects.requireNonNull(request.getResponse()).setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
        }
        return new WebEndpointResponse<>(
                problem, WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE, MediaType.APPLICATION_PROBLEM_JSON);
    }
}
