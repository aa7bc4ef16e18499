package io.throughline.ingest.fetch;

import io.throughline.ingest.storefront.FetchException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One question, and what its answer means for the fetch. */
record ApiCall(HttpClient http, int maxBody, RetryAfter retryAfter) {

    /** @return absent when the storefront has nothing there */
    Optional<byte[]> get(URI address, Map<String, String> credentials, Deadline deadline) {
        return answer(HttpRequest.newBuilder(address), credentials, deadline);
    }

    /** @return absent when the storefront has nothing there */
    Optional<byte[]> ask(HttpRequest.Builder question, Map<String, String> credentials, Deadline deadline) {
        return answer(question.header("Content-Type", "application/json"), credentials, deadline);
    }

    private Optional<byte[]> answer(HttpRequest.Builder request, Map<String, String> credentials, Deadline deadline) {
        Duration left = deadline.left();
        if (left.isZero()) {
            throw FetchException.later("fetch-timeout", "All that was asked took too long");
        }
        request.header("Accept", "application/json");
        credentials.forEach(request::header);
        HttpResponse<Optional<byte[]>> answer = send(request.build(), left);
        return switch (answer.statusCode()) {
            case 200, 201 -> Optional.of(body(answer));
            case 204 -> Optional.of(new byte[0]);
            case 404, 410 -> Optional.empty();
            default -> throw failure(answer);
        };
    }

    /** The client's own limit of a request ends with the answer's header; this one holds for its last byte too. */
    private HttpResponse<Optional<byte[]>> send(HttpRequest request, Duration left) {
        CompletableFuture<HttpResponse<Optional<byte[]>>> answer =
                http.sendAsync(request, header -> new LimitedBody(maxBody));
        try {
            return answer.get(left.toMillis() + 1, TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            answer.cancel(true);
            throw FetchException.later("fetch-timeout", "The storefront did not answer in time")
                    .because(late);
        } catch (ExecutionException unreachable) {
            throw FetchException.later("fetch-unavailable", "The storefront cannot be reached")
                    .because(unreachable);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            answer.cancel(true);
            throw FetchException.later("fetch-stopped", "The service is stopping")
                    .because(stopping);
        }
    }

    private static byte[] body(HttpResponse<Optional<byte[]>> answer) {
        byte[] body = answer.body()
                .orElseThrow(() -> FetchException.never("fetched-too-large", "The answer is larger than the limit"));
        String type = answer.headers().firstValue("Content-Type").orElse("json").toLowerCase(Locale.ROOT);
        if (!type.contains("json")) {
            // A maintenance page, a login or a proxy in between: nothing that is said of this order.
            throw FetchException.later("fetch-unavailable", "The storefront answered something else than JSON");
        }
        return body;
    }

    /** Only a refusal of this very question is the order's fault; a redirect is one of the configured address. */
    private FetchException failure(HttpResponse<?> answer) {
        int status = answer.statusCode();
        String message = "The storefront answered " + status;
        return switch (status) {
            case 401, 403 -> FetchException.later("fetch-unauthorized", message);
            case 400, 405, 406, 409, 414, 422 -> FetchException.never("fetch-refused", message);
            default ->
                retryAfter
                        .of(answer.headers())
                        .map(wait -> FetchException.after("fetch-unavailable", message, wait))
                        .orElseGet(() -> FetchException.later("fetch-unavailable", message));
        };
    }
}
