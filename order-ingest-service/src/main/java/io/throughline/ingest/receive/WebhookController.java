package io.throughline.ingest.receive;

import io.throughline.ingest.IngestProperties;
import io.throughline.ingest.Shop;
import io.throughline.ingest.receive.Refusal.Cause;
import io.throughline.ingest.store.Receipt;
import io.throughline.ingest.storefront.LifecycleAnswer;
import io.throughline.ingest.storefront.Storefront;
import io.throughline.ingest.storefront.Storefronts;
import io.throughline.ingest.storefront.WebhookRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The address that storefronts are given: {@code POST /webhooks/{source}/{shop}}. */
@RestController
class WebhookController {

    static final String WEBHOOK_ID = "Throughline-Webhook-Id";

    private final Storefronts storefronts;
    private final RequestReader reader;
    private final Door door;
    private final RefusedLog refused;
    private final IngestProperties properties;

    WebhookController(
            Storefronts storefronts, RequestReader reader, Door door, RefusedLog refused, IngestProperties properties) {
        this.storefronts = storefronts;
        this.reader = reader;
        this.door = door;
        this.refused = refused;
        this.properties = properties;
    }

    @PostMapping("/webhooks/{source}/{shop}")
    ResponseEntity<?> receive(@PathVariable String source, @PathVariable String shop, HttpServletRequest request) {
        try {
            Storefront storefront = storefronts.of(source).orElseThrow(WebhookController::unknownShop);
            Shop known = storefronts.shop(source, shop).orElseThrow(WebhookController::unknownShop);
            WebhookRequest webhook = reader.read(shop, request);
            Optional<LifecycleAnswer> answer = storefront.lifecycle(webhook);
            return answer.isPresent()
                    ? ResponseEntity.status(answer.get().status())
                            .body(answer.get().body())
                    : accepted(door.accept(storefront, known, webhook));
        } catch (Refusal refusal) {
            return refused(refusal, source, shop);
        }
    }

    private static Refusal unknownShop() {
        return new Refusal(
                Cause.UNKNOWN_SHOP,
                "No such shop is configured. Compare /webhooks/<source>/<slug> with throughline.ingest.shops.");
    }

    private static ResponseEntity<?> accepted(Receipt receipt) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        if (receipt.webhookId() != null) {
            answer.header(WEBHOOK_ID, receipt.webhookId().toString());
        }
        return answer.build();
    }

    private ResponseEntity<ProblemDetail> refused(Refusal refusal, String source, String shop) {
        Cause cause = refusal.why();
        boolean known = storefronts.shop(source, shop).isPresent();
        refused.add(known ? new Address(source, shop) : Address.UNKNOWN, refusal);
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(cause.status(), String.valueOf(refusal.getMessage()));
        problem.setProperty("code", refusal.code());
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(cause.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (cause == Cause.STORE_UNAVAILABLE) {
            answer.header(
                    HttpHeaders.RETRY_AFTER,
                    String.valueOf(properties.writer().retryAfter().toSeconds()));
        }
        return answer.body(problem);
    }
}
