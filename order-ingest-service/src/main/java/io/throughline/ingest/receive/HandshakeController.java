package io.throughline.ingest.receive;

import io.throughline.ingest.receive.Refusal.Cause;
import io.throughline.ingest.storefront.Handshake;
import io.throughline.ingest.storefront.LifecycleAnswer;
import io.throughline.ingest.storefront.Storefront;
import io.throughline.ingest.storefront.Storefronts;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** The same addresses, tried out by a storefront that wants to know first whether it may send there. */
@RestController
class HandshakeController {

    private final Storefronts storefronts;
    private final RequestReader reader;
    private final Problems problems;

    HandshakeController(Storefronts storefronts, RequestReader reader, Problems problems) {
        this.storefronts = storefronts;
        this.reader = reader;
        this.problems = problems;
    }

    @RequestMapping(
            path = "/webhooks/{source}/{shop}",
            method = {RequestMethod.GET, RequestMethod.OPTIONS})
    ResponseEntity<?> answer(@PathVariable String source, @PathVariable String shop, HttpServletRequest request)
            throws HttpRequestMethodNotSupportedException {
        Optional<Storefront> storefront = storefronts.of(source);
        if (storefront.isEmpty() || storefronts.shop(source, shop).isEmpty()) {
            return problems.refuse(new Refusal(Cause.UNKNOWN_SHOP, Problems.UNKNOWN_SHOP), Address.UNKNOWN, request);
        }
        try {
            return storefront
                    .flatMap(known -> known.handshake(
                            new Handshake(request.getMethod(), reader.headers(request), parameters(request))))
                    .map(HandshakeController::answer)
                    .orElseThrow(
                            () -> new HttpRequestMethodNotSupportedException(request.getMethod(), List.of("POST")));
        } catch (Refusal refusal) {
            return problems.refuse(refusal, new Address(source, shop), request);
        }
    }

    private static Map<String, String> parameters(HttpServletRequest request) {
        return request.getParameterMap().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, parameter -> parameter.getValue()[0]));
    }

    static ResponseEntity<String> answer(LifecycleAnswer answer) {
        ResponseEntity.BodyBuilder response = ResponseEntity.status(answer.status());
        answer.headers().forEach(response::header);
        return response.body(answer.body());
    }
}
