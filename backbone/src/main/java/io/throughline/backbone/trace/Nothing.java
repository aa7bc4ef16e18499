package io.throughline.backbone.trace;

import java.util.Optional;

/** No span: one for all, so that what is not recorded costs no allocation. */
final class Nothing implements Span {

    @Override
    public boolean isRecorded() {
        return false;
    }

    @Override
    public Optional<String> traceparent() {
        return Optional.empty();
    }

    @Override
    public Span child(Kind kind, String name) {
        return this;
    }

    @Override
    public Span with(String key, Object value) {
        return this;
    }

    @Override
    public Span with(String key, long value) {
        return this;
    }

    @Override
    public Span linked(String traceparent) {
        return this;
    }

    @Override
    public Span failed(String code) {
        return this;
    }

    @Override
    public void end() {
        // There is none.
    }
}
