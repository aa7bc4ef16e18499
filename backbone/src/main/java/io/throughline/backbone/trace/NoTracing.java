package io.throughline.backbone.trace;

import io.throughline.backbone.trace.Span.Kind;
import java.util.Optional;

/** Tracing that is off. */
final class NoTracing implements Tracing {

    @Override
    public boolean isOn() {
        return false;
    }

    @Override
    public Span first(Kind kind, String name, Optional<String> sender, long start) {
        return Span.NONE;
    }

    @Override
    public Span begin(Kind kind, String name, String parent, long start) {
        return Span.NONE;
    }
}
