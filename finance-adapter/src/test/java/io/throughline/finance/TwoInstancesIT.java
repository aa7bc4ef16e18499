package io.throughline.finance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.throughline.backbone.testing.TestDatabase;
import io.throughline.events.outcome.DeliveryOutcome;
import io.throughline.events.outcome.Result;
import io.throughline.stub.Fault;
import io.throughline.stub.Hold;
import io.throughline.stub.StubRequest;
import io.throughline.stub.XeroStub;
import io.throughline.testkit.Events;
import io.throughline.testkit.OrderFixture;
import io.throughline.testkit.RunningAdapter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Two instances on one database. The last test ends one of them and leaves the other paused. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoInstancesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int AT_ONCE = 3;
    private static final Pattern PAUSED = Pattern.compile("(?m)^throughline_paused(\\{.*})? 1\\.0$");

    private final XeroStub xero = XeroStub.start(0);
    private final TestDatabase database = TestDatabase.create();
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<RunningAdapter> instances = new ArrayList<>();
    private int orders;

    @BeforeAll
    void start() {
        // Two names for one address tell the stub who calls.
        instances.add(instance("127.0.0.1"));
        instances.add(instance("localhost"));
    }

    private RunningAdapter instance(String host) {
        Map<String, String> properties = new HashMap<>(BooksFixture.access(xero));
        properties.put(
                "throughline.xero.base-url", "http://" + host + ":" + xero.uri().getPort());
        properties.put("spring.datasource.url", database.url());
        properties.put("throughline.runtime.max-leased", "2");
        properties.put("throughline.runtime.concurrency", "2");
        properties.put("throughline.runtime.rate.calls-at-once", String.valueOf(AT_ONCE));
        // On a busy machine a call may be held at the door for long.
        properties.put("throughline.xero.timeout", "30s");
        return RunningAdapter.start(FinanceAdapter.class, properties);
    }

    @AfterAll
    void stop() {
        instances.forEach(RunningAdapter::close);
        http.close();
        xero.close();
    }

    @Test
    @Order(1)
    void renewsATokenThatEndedOnceForBothInstances() {
        placeUntil(hosts -> hosts.size() == 2);
        assertThat(xero.identity().issued()).isOne();

        xero.identity().expireTokens();
        placeUntil(hosts -> hosts.size() == 2);

        assertThat(xero.identity().issued()).isEqualTo(2);
    }

    @Test
    @Order(2)
    void hasNoMoreCallsInsideThanAreAdmittedAtOnceWhileAMonthIsClosedBesideLoad() {
        List<CompletableFuture<HttpResponse<String>>> closes = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            Hold full = xero.hold(request -> true);
            instances.forEach(instance -> closes.addAll(List.of(close(instance), close(instance))));
            // All places are taken, so that a further call would have come beside them.
            await().atMost(PATIENCE).until(() -> {
                instances.forEach(this::place);
                return full.held().size() >= AT_ONCE;
            });
            full.carryOut();
            xero.failNext(20, Fault.slow(Duration.ofMillis(50)));
        }

        await().atMost(PATIENCE).until(() -> xero.effects().size() == orders);
        assertThat(closes)
                .allSatisfy(close -> assertThat(close.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .extracting(HttpResponse::statusCode)
                        .isEqualTo(200));
        assertThat(xero.mostAtOnce()).isEqualTo(AT_ONCE);
        xero.clearFaults();
    }

    private CompletableFuture<HttpResponse<String>> close(RunningAdapter instance) {
        URI summary = instance.management().resolve("/actuator/close/2026-11/summary");
        return http.sendAsync(HttpRequest.newBuilder(summary).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    @Order(3)
    void renewsARefusedTokenOnceAndThenPausesAndParksNothing() {
        instances.removeLast().close();
        RunningAdapter instance = instances.getFirst();
        placeUntil(hosts -> !hosts.isEmpty());
        int issued = xero.identity().issued();
        int requests = xero.requests();

        xero.failNext(Integer.MAX_VALUE, Fault.UNAUTHORIZED);
        place(instance);
        await().atMost(PATIENCE).until(() -> isPaused(instance));
        place(instance);
        await().atMost(PATIENCE).until(() -> instance.unsettled() == 0);

        assertThat(xero.requests()).isEqualTo(requests + 2);
        assertThat(xero.identity().issued()).isEqualTo(issued + 1);
        assertThat(instance.outcomes()).extracting(DeliveryOutcome::result).doesNotContain(Result.PARKED);
    }

    /** Orders are placed until such instances have called since; returns when all are booked. */
    private void placeUntil(Predicate<Set<String>> called) {
        int before = orders;
        await().atMost(PATIENCE).until(() -> {
            instances.forEach(this::place);
            return called.test(callersOfOrdersAfter(before));
        });
        await().atMost(PATIENCE).until(() -> xero.effects().size() == orders);
    }

    private void place(RunningAdapter instance) {
        orders++;
        instance.publish(Events.orderPlaced(OrderFixture.order().key(order(orders))));
    }

    private static String order(int number) {
        return "shopify:demo-shop:" + (7_000 + number);
    }

    private Set<String> callersOfOrdersAfter(int before) {
        return xero.latestRequests().stream()
                .filter(request -> isAbout(request, before))
                .map(request -> request.header("host").orElse(""))
                .collect(Collectors.toSet());
    }

    private boolean isAbout(StubRequest request, int before) {
        return Stream.iterate(before + 1, number -> number <= orders, number -> number + 1)
                .anyMatch(number -> request.body().contains(order(number)));
    }

    private boolean isPaused(RunningAdapter instance) {
        URI metrics = instance.management().resolve("/actuator/prometheus");
        try {
            HttpResponse<String> answer =
                    http.send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString());
            return PAUSED.matcher(answer.body()).find();
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException("No metrics at " + metrics, failed);
        }
    }
}
