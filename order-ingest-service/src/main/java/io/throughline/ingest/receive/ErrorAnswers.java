package io.throughline.ingest.receive;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers what the server itself ended: when the body of a request breaks off or stays away, it takes the answer out of
 * the controller's hands, and would forget what was wrong.
 */
@RestController
class ErrorAnswers implements ErrorController {

    private static final String PROBLEM = ErrorAnswers.class.getName();

    /** What the answer is to say, should the server take it over. */
    static void remember(HttpServletRequest request, ProblemDetail problem) {
        request.setAttribute(PROBLEM, problem);
    }

    @RequestMapping("${server.error.path:/error}")
    ResponseEntity<ProblemDetail> answer(HttpServletRequest request) {
        ProblemDetail problem = request.getAttribute(PROBLEM) instanceof ProblemDetail remembered
                ? remembered
                : unforeseen(status(request));
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    /** Called by a stranger, this address is one more that does not exist. */
    private static HttpStatus status(HttpServletRequest request) {
        return Optional.ofNullable(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE))
                .map(code -> HttpStatus.resolve((Integer) code))
                .orElse(HttpStatus.NOT_FOUND);
    }

    private static ProblemDetail unforeseen(HttpStatus status) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                status,
                status.is5xxServerError()
                        ? "Send it again later: something went wrong here."
                        : "Send a request that is documented for this address.");
        problem.setProperty("code", status.is5xxServerError() ? "unforeseen" : "malformed-request");
        return problem;
    }
}
