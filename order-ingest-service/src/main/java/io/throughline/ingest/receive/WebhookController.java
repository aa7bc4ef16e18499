package io.throughline.ingest.receive;

import io.throughline.ingest.Shop;
import io.throughline.ingest.receive.Admission.Place;
import io.throughline.ingest.receive.Refusal.Cause;
import io.throughline.ingest.store.Receipt;
import io.throughline.ingest.storefront.LifecycleAnswer;
import io.throughline.ingest.storefront.Storefront;
import io.throughline.ingest.storefront.Storefronts;
import io.throughline.ingest.storefront.WebhookRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The address that storefronts are given: {@code POST /webhooks/{source}/{shop}}. */
@RestController
class WebhookController {

    static final String WEBHOOK_ID = "Throughline-Webhook-Id";

    private final Storefronts storefronts;
    private final Admission admission;
    private final RequestReader reader;
    private final Door door;
    private final Problems problems;

    WebhookController(
            Storefronts storefronts, Admission admission, RequestReader reader, Door door, Problems problems) {
        this.storefronts = storefronts;
        this.admission = admission;
        this.reader = reader;
        this.door = door;
        this.problems = problems;
    }

    @PostMapping("/webhooks/{source}/{shop}")
    ResponseEntity<?> receive(@PathVariable String source, @PathVariable String shop, HttpServletRequest request) {
        try {
            Storefront storefront = storefronts.of(source).orElseThrow(WebhookController::unknownShop);
            Shop known = storefronts.shop(source, shop).orElseThrow(WebhookController::unknownShop);
            try (Place place = admission.enter(storefront, known)) {
                return answer(storefront, known, reader.read(shop, request, place));
            }
        } catch (Refusal refusal) {
            boolean known = storefronts.shop(source, shop).isPresent();
            return problems.refuse(refusal, known ? new Address(source, shop) : Address.UNKNOWN, request);
        }
    }

    private ResponseEntity<?> answer(Storefront storefront, Shop shop, WebhookRequest webhook) {
        Optional<LifecycleAnswer> answer = storefront.lifecycle(webhook);
        return answer.isPresent()
                ? ResponseEntity.status(answer.get().status()).body(answer.get().body())
                : accepted(door.accept(storefront, shop, webhook));
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
}
