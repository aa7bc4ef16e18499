package io.throughline.ingest.receive;

import io.throughline.ingest.IngestProperties;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Refuses a request: remembered, its rest read away, and answered with what to do. */
@Component
class Problems {

    static final String UNKNOWN_SHOP =
            "No such shop is configured. Compare /webhooks/<source>/<slug> with throughline.ingest.shops.";

    private final RefusedLog refused;
    private final RequestReader reader;
    private final IngestProperties properties;

    Problems(RefusedLog refused, RequestReader reader, IngestProperties properties) {
        this.refused = refused;
        this.reader = reader;
        this.properties = properties;
    }

    /** @param address of a shop that is configured, or {@link Address#UNKNOWN} */
    ResponseEntity<ProblemDetail> refuse(Refusal refusal, Address address, HttpServletRequest request) {
        refused.add(address, refusal);
        HttpStatus status = refusal.why().status();
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, String.valueOf(refusal.getMessage()));
        problem.setProperty("code", refusal.code());
        ErrorAnswers.remember(request, problem);
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (status == HttpStatus.SERVICE_UNAVAILABLE || status == HttpStatus.TOO_MANY_REQUESTS) {
            long seconds = properties.writer().retryAfter().toSeconds();
            answer.header(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
        }
        if (status == HttpStatus.REQUEST_TIMEOUT || !reader.discard(request)) {
            answer.header(HttpHeaders.CONNECTION, "close");
        }
        return answer.body(problem);
    }
}
