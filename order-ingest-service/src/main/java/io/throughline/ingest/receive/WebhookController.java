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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The address that storefronts are given: {@code POST /webhooks/{source}/{shop}}. */
@RestController
class WebhookController {

    static final String WEBHOOK_ID = "Throughline-Webhook-Id";

    /** Of a batch; more would be too large for a header field. */
    private static final int NAMED = 100;

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
                ? HandshakeController.answer(answer.get())
                : accepted(door.accept(storefront, shop, webhook));
    }

    private static Refusal unknownShop() {
        return new Refusal(Cause.UNKNOWN_SHOP, Problems.UNKNOWN_SHOP);
    }

    private static ResponseEntity<?> accepted(List<Receipt> receipts) {
        String ids = receipts.stream()
                .flatMap(receipt -> Stream.ofNullable(receipt.webhookId()))
                .map(UUID::toString)
                .limit(NAMED)
                .collect(Collectors.joining(", "));
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        return ids.isEmpty() ? answer.build() : answer.header(WEBHOOK_ID, ids).build();
    }
}
