package io.throughline.backbone.trace;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.Clock;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.throughline.backbone.trace.Span.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Spans through the OpenTelemetry SDK to a collector, over OTLP in protobuf by the JDK's own HTTP client. */
final class OtlpTracing implements Tracing, AutoCloseable {

    private static final int LONGEST_VALUE = 500;

    private final SdkTracerProvider provider;
    private final Tracer tracer;
    private final Duration timeout;

    /** @param service as it is called everywhere: its module's name */
    OtlpTracing(TracingProperties properties, String service, MeterRegistry meters) {
        this.timeout = properties.timeout();
        Export export = new Export(properties.queue(), meters);
        this.provider = SdkTracerProvider.builder()
                .setResource(resource(service))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(properties.sampleRatio())))
                .setSpanLimits(SpanLimits.builder()
                        .setMaxAttributeValueLength(LONGEST_VALUE)
                        .build())
                .addSpanProcessor(export.bounded(queue(properties, export.counted(exporter(properties)))))
                .build();
        this.tracer = provider.get("io.throughline");
    }

    private static Resource resource(String service) {
        return Resource.getDefault()
                .merge(Resource.create(Attributes.builder()
                        .put("service.name", service)
                        .put("service.namespace", "throughline")
                        .put("service.instance.id", UUID.randomUUID().toString())
                        .build()));
    }

    /** A failed export is not tried again: the spans that come meanwhile are worth as much as those. */
    private static SpanExporter exporter(TracingProperties properties) {
        return OtlpHttpSpanExporter.builder()
                .setEndpoint(properties.traces().toString())
                .setTimeout(properties.timeout())
                .setConnectTimeout(properties.timeout())
                .setRetryPolicy(null)
                .setMeterProvider(MeterProvider::noop)
                .build();
    }

    private static BatchSpanProcessor queue(TracingProperties properties, SpanExporter exporter) {
        return BatchSpanProcessor.builder(exporter)
                .setMaxQueueSize(properties.queue())
                .setMaxExportBatchSize(Math.min(properties.batch(), properties.queue()))
                .setScheduleDelay(properties.delay())
                .setExporterTimeout(properties.timeout())
                .setMeterProvider(MeterProvider.noop())
                .build();
    }

    @Override
    public boolean isOn() {
        return true;
    }

    @Override
    public Span first(Kind kind, String name, Optional<String> sender, long start) {
        Context parent = sender.map(OtlpTracing::context).orElse(Context.root());
        return new OtlpSpan(tracer, builder(kind, name, start).setParent(parent).startSpan());
    }

    @Override
    public Span begin(Kind kind, String name, String parent, long start) {
        return TraceContext.isSampled(parent) && TraceContext.read(parent).isValid()
                ? new OtlpSpan(
                        tracer,
                        builder(kind, name, start).setParent(context(parent)).startSpan())
                : Span.NONE;
    }

    private SpanBuilder builder(Kind kind, String name, long start) {
        long elapsed = System.nanoTime() - start;
        return tracer.spanBuilder(name)
                .setSpanKind(SpanKind.valueOf(kind.name()))
                .setStartTimestamp(Clock.getDefault().now() - elapsed, TimeUnit.NANOSECONDS);
    }

    private static Context context(String traceparent) {
        return Context.root().with(io.opentelemetry.api.trace.Span.wrap(TraceContext.read(traceparent)));
    }

    /** Sends what still waits, for as long as one export may take. */
    @Override
    public void close() {
        provider.shutdown().join(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }
}
