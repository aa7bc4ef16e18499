package io.throughline.backbone.trace;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;

/** W3C {@code traceparent} of version 00, read and written. */
final class TraceContext {

    private static final int TRACE = 3;
    private static final int SPAN = 36;
    private static final int FLAGS = 53;
    private static final int LENGTH = 55;

    private TraceContext() {}

    /** Invalid, and never sampled, for what is none. */
    static SpanContext read(String traceparent) {
        if (traceparent.length() != LENGTH || !traceparent.startsWith("00-") || !separated(traceparent)) {
            return SpanContext.getInvalid();
        }
        return SpanContext.createFromRemoteParent(
                traceparent.substring(TRACE, SPAN - 1),
                traceparent.substring(SPAN, FLAGS - 1),
                TraceFlags.fromByte((byte) Character.digit(traceparent.charAt(LENGTH - 1), 16)),
                TraceState.getDefault());
    }

    private static boolean separated(String traceparent) {
        return traceparent.charAt(SPAN - 1) == '-' && traceparent.charAt(FLAGS - 1) == '-';
    }

    /** Cheaper than to read it: most traces are not sampled. */
    static boolean isSampled(String traceparent) {
        return traceparent.length() == LENGTH && (Character.digit(traceparent.charAt(LENGTH - 1), 16) & 1) == 1;
    }

    /** Of the flags only the one that every version knows. */
    static String write(SpanContext span) {
        return "00-" + span.getTraceId() + "-" + span.getSpanId() + (span.isSampled() ? "-01" : "-00");
    }
}
