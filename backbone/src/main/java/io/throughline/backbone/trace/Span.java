package io.throughline.backbone.trace;

import java.util.Optional;

/**
 * What took some time within a trace. One that is not ended is not exported.
 *
 * <p>No personal data, no secret and no query string may become a value: spans leave for a system whose readers are
 * others than ours.
 */
public interface Span {

    /** What stands for a span where none is recorded. */
    Span NONE = new Nothing();

    /** What a span is to the processes beside it. */
    enum Kind {
        SERVER,
        PRODUCER,
        CONSUMER,
        CLIENT,
        INTERNAL
    }

    /** Whether it will be exported; where not, nobody need find out what would be said of it. */
    boolean isRecorded();

    /** W3C trace context that names this span, for whatever happens below it; absent where there is none. */
    Optional<String> traceparent();

    /** One that begins now, below this one. */
    Span child(Kind kind, String name);

    /**
     * Says something of it.
     *
     * @param value turned into text only where the span is recorded
     */
    Span with(String key, Object value);

    /** Says a number of it. */
    Span with(String key, long value);

    /** The span of this trace context is not above this one, and has to do with it. */
    Span linked(String traceparent);

    /**
     * It did not do what it was for.
     *
     * @param code stable, from our vocabulary, never a message
     */
    Span failed(String code);

    /** It is over now. */
    void end();
}
