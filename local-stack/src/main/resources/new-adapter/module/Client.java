package io.throughline.@package@;

import io.throughline.events.outcome.DeliveryOutcome;
import io.throughline.runtime.DownstreamHttp;
import io.throughline.runtime.EffectKey;
import io.throughline.runtime.HttpFailures;
import io.throughline.runtime.Inspector;
import io.throughline.runtime.Outcome;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** @System@ over HTTP. It recognises a request that it has seen by the header Idempotency-Key. */
@Component
class @Name@Client implements Inspector {

    private final RestClient http;
    private final HttpFailures failures;

    @Name@Client(@Name@Properties properties, Clock clock) {
        this.http = DownstreamHttp.client(properties.baseUrl(), properties.timeout())
                .defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + properties.token())
                .build();
        this.failures = new HttpFailures("@subject@", clock);
    }

    /**
     * Asks for something, once per key.
     *
     * @param operation what is asked for: {@code refund}
     */
    Outcome send(String operation, EffectKey key, OrderNotice notice) {
        return failures.translate(() -> {
            Made made = http.post()
                    .uri("/{operation}", operation)
                    .header("Idempotency-Key", key.value())
                    .body(notice)
                    .retrieve()
                    .body(Made.class);
            return Outcome.delivered(answered(made).id());
        });
    }

    /** What was delivered and is not there. */
    @Override
    public List<DeliveryOutcome> missing(List<DeliveryOutcome> delivered) {
        String ids = delivered.stream().map(outcome -> "" + outcome.reference()).collect(Collectors.joining(","));
        List<String> there = failures.translate(() -> List.of(
                answered(http.get().uri("/made?ids={ids}", ids).retrieve().body(String[].class))));
        return delivered.stream()
                .filter(outcome -> !there.contains("" + outcome.reference()))
                .toList();
    }

    private static <T> T answered(@Nullable T answer) {
        if (answer == null) {
            throw new RestClientException("The answer is empty");
        }
        return answer;
    }

    private record Made(String id) {}
}
