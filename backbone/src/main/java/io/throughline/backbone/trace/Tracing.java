package io.throughline.backbone.trace;

import io.throughline.backbone.trace.Span.Kind;
import java.util.Optional;

/** Records spans of the traces that events belong to, of those alone whose {@code sampled} flag is set. */
public interface Tracing {

    /** Records nothing. */
    Tracing OFF = new NoTracing();

    /** Whether any span is recorded by this process; the same for as long as it runs. */
    boolean isOn();

    /**
     * One that something begins with, and which therefore decides whether its trace is sampled: as the sender did, and
     * where no sender began the trace, by the trace id alone. It names its trace also where it is not recorded.
     *
     * @param sender W3C trace context of who caused it
     * @param start on the monotonic clock
     */
    Span first(Kind kind, String name, Optional<String> sender, long start);

    /**
     * One below another; none when that is not sampled.
     *
     * @param parent W3C trace context; what is no trace context has no spans below it
     * @param start on the monotonic clock
     */
    Span begin(Kind kind, String name, String parent, long start);
}
