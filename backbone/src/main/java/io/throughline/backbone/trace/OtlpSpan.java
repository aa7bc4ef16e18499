package io.throughline.backbone.trace;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.Optional;

/** A span of the SDK's. */
final class OtlpSpan implements Span {

    private final Tracer tracer;
    private final io.opentelemetry.api.trace.Span span;

    OtlpSpan(Tracer tracer, io.opentelemetry.api.trace.Span span) {
        this.tracer = tracer;
        this.span = span;
    }

    @Override
    public boolean isRecorded() {
        return span.isRecording();
    }

    @Override
    public Optional<String> traceparent() {
        return Optional.of(TraceContext.write(span.getSpanContext()));
    }

    @Override
    public Span child(Kind kind, String name) {
        if (!span.getSpanContext().isSampled()) {
            return NONE;
        }
        return new OtlpSpan(
                tracer,
                tracer.spanBuilder(name)
                        .setSpanKind(SpanKind.valueOf(kind.name()))
                        .setParent(Context.root().with(span))
                        .startSpan());
    }

    @Override
    public Span with(String key, Object value) {
        if (span.isRecording()) {
            span.setAttribute(key, value.toString());
        }
        return this;
    }

    @Override
    public Span with(String key, long value) {
        span.setAttribute(key, value);
        return this;
    }

    @Override
    public Span linked(String traceparent) {
        SpanContext other = TraceContext.read(traceparent);
        if (other.isValid()) {
            span.addLink(other);
        }
        return this;
    }

    @Override
    public Span failed(String code) {
        span.setStatus(StatusCode.ERROR).setAttribute("error.type", code);
        return this;
    }

    @Override
    public void end() {
        span.end();
    }
}
