package io.throughline.backbone.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.throughline.backbone.testing.SpanCollector;
import io.throughline.backbone.testing.SpanCollector.Collected;
import io.throughline.backbone.trace.Span.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class TracingTest {

    static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    static final String SENDER = "00f067aa0ba902b7";
    static final Duration LIMIT = Duration.ofSeconds(20);

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final SpanCollector collector = new SpanCollector();
    final ApplicationContextRunner context = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(TracingAutoConfiguration.class))
            .withBean(SimpleMeterRegistry.class, () -> meters)
            .withPropertyValues("spring.application.name=order-ingest-service");

    @AfterEach
    void close() {
        collector.close();
    }

    @Test
    void exportsWhatWasSaidOfEachSpanOfASampledTrace() {
        try (OtlpTracing tracing = tracing(collector.endpoint(), 1)) {
            Span webhook = first(tracing, Optional.of(sampled(true)));
            Span understood = tracing.begin(
                    Kind.INTERNAL, "understand", webhook.traceparent().orElseThrow(), System.nanoTime());
            Span sent = understood
                    .child(Kind.PRODUCER, "send orders")
                    .with("throughline.order", "standard:shop:1")
                    .with("messaging.batch.message_count", 3)
                    .linked(sampled(true))
                    .failed("broker-away");
            sent.end();
            understood.end();
            webhook.end();
        }

        assertThat(collector.spans())
                .extracting(Collected::service, Collected::trace, Collected::name, Collected::kind)
                .containsExactly(
                        tuple("order-ingest-service", TRACE, "send orders", "PRODUCER"),
                        tuple("order-ingest-service", TRACE, "understand", "INTERNAL"),
                        tuple("order-ingest-service", TRACE, "receive", "SERVER"));
        Collected sent = collector.spans().get(0);
        Collected understood = collector.spans().get(1);
        Collected webhook = collector.spans().get(2);
        assertThat(webhook.parent()).isEqualTo(SENDER);
        assertThat(understood.parent()).isEqualTo(webhook.id());
        assertThat(sent.parent()).isEqualTo(understood.id());
        assertThat(sent.links()).containsExactly(SENDER);
        assertThat(sent.failed()).isTrue();
        assertThat(sent.said("error.type")).isEqualTo("broker-away");
        assertThat(sent.said("throughline.order")).isEqualTo("standard:shop:1");
        assertThat(sent.said("messaging.batch.message_count")).isEqualTo("3");
        assertThat(meters.get("throughline.tracing.exported").counter().count()).isEqualTo(3);
    }

    @Test
    void whatTheSenderDecidedNotToSampleGoesOnUnsampledAndUnrecorded() {
        try (OtlpTracing tracing = tracing(collector.endpoint(), 1)) {
            Span webhook = first(tracing, Optional.of(sampled(false)));
            String own = webhook.traceparent().orElseThrow();

            assertThat(own).startsWith("00-" + TRACE).endsWith("-00").doesNotContain(SENDER);
            assertThat(webhook.isRecorded()).isFalse();
            assertThat(tracing.begin(Kind.INTERNAL, "understand", own, 0)).isSameAs(Span.NONE);
            assertThat(webhook.child(Kind.CLIENT, "GET")).isSameAs(Span.NONE);
            webhook.end();
        }

        assertThat(collector.spans()).isEmpty();
    }

    @Test
    void ofTracesThatBeginHereTheRatioIsSampledByTheirId() {
        try (OtlpTracing tracing = tracing(collector.endpoint(), 0.25)) {
            List<String> begun = IntStream.range(0, 4000)
                    .mapToObj(ignored ->
                            first(tracing, Optional.empty()).traceparent().orElseThrow())
                    .toList();

            // Ten standard deviations to either side.
            assertThat(begun.stream().filter(TraceContext::isSampled).count()).isBetween(726L, 1274L);
            assertThat(begun).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e473Z-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7-01"
            })
    void belowWhatIsNoTraceContextNothingIsRecorded(String nonsense) {
        try (OtlpTracing tracing = tracing(collector.endpoint(), 1)) {
            assertThat(tracing.begin(Kind.INTERNAL, "attempt", nonsense, 0)).isSameAs(Span.NONE);
        }
    }

    @Test
    void aCollectorThatIsAwayCostsNothingButTheSpansAndTheyAreCounted() {
        URI away = collector.endpoint();
        collector.close();
        try (OtlpTracing tracing = tracing(away, 1)) {
            record(tracing, 1000);
        }

        await().atMost(LIMIT).until(() -> dropped("queue-full") + dropped("export-failed") == 1000);
        assertThat(dropped("export-failed")).isPositive();
        assertThat(meters.get("throughline.tracing.exported").counter().count()).isZero();
    }

    @Test
    void aCollectorThatDoesNotAnswerHoldsABoundedQueueAndNobodyUp() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                OtlpTracing tracing =
                        tracing(URI.create("http://127.0.0.1:" + silent.getLocalPort()), 1, Duration.ofMillis(500))) {
            record(tracing, 1000);

            assertThat(dropped("queue-full")).isPositive();
        }

        await().atMost(LIMIT).until(() -> dropped("queue-full") + dropped("export-failed") == 1000);
    }

    private static void record(Tracing tracing, int spans) {
        for (int span = 0; span < spans; span++) {
            first(tracing, Optional.empty()).end();
        }
    }

    @Test
    void withoutAnEndpointThereIsNoTracing() {
        context.run(off -> assertThat(off.getBean(Tracing.class)).isSameAs(Tracing.OFF));
        context.withPropertyValues("throughline.tracing.endpoint=")
                .run(off -> assertThat(off.getBean(Tracing.class)).isSameAs(Tracing.OFF));
        assertThat(Tracing.OFF.isOn()).isFalse();
        assertThat(Tracing.OFF.first(Kind.SERVER, "receive", Optional.of(sampled(true)), 0))
                .isSameAs(Span.NONE);
        assertThat(Tracing.OFF.begin(Kind.SERVER, "receive", sampled(true), 0)).isSameAs(Span.NONE);
    }

    @Test
    void anEndpointIsAllThatItTakes() {
        context.withPropertyValues(
                        "throughline.tracing.endpoint=" + collector.endpoint(), "throughline.tracing.delay=10ms")
                .run(on -> {
                    on.getBean(Tracing.class)
                            .first(Kind.SERVER, "receive", Optional.of(sampled(true)), System.nanoTime())
                            .end();
                    await().atMost(LIMIT).until(() -> collector.of(TRACE).size() == 1);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://collector", "collector:4318", "http://user@collector", "http://collector?key=1"})
    void anEndpointThatCannotBeOneStopsTheStart(String wrong) {
        context.withPropertyValues("throughline.tracing.endpoint=" + wrong)
                .run(failed -> assertThat(failed).hasFailed());
    }

    private OtlpTracing tracing(URI endpoint, double ratio) {
        return tracing(endpoint, ratio, LIMIT);
    }

    private OtlpTracing tracing(URI endpoint, double ratio, Duration timeout) {
        return new OtlpTracing(
                new TracingProperties(endpoint, ratio, 100, 10, Duration.ofMillis(10), timeout),
                "order-ingest-service",
                meters);
    }

    private static Span first(Tracing tracing, Optional<String> sender) {
        return tracing.first(Kind.SERVER, "receive", sender, System.nanoTime());
    }

    private double dropped(String code) {
        return meters.get("throughline.tracing.dropped")
                .tag("code", code)
                .counter()
                .count();
    }

    private static String sampled(boolean sampled) {
        return "00-" + TRACE + "-" + SENDER + (sampled ? "-01" : "-00");
    }
}
