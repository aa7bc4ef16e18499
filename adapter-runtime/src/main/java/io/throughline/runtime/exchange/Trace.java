package io.throughline.runtime.exchange;

import io.throughline.backbone.trace.Span;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The trace that an attempt belongs to: it began at the webhook, and goes on in whatever the attempt calls. */
public final class Trace {

    private static final ScopedValue<String> CURRENT = ScopedValue.newInstance();
    private static final ScopedValue<Span> ATTEMPT = ScopedValue.newInstance();
    private static final Pattern W3C = Pattern.compile("00-([0-9a-f]{32})-[0-9a-f]{16}-([0-9a-f]{2})");

    private Trace() {}

    /**
     * The call's result; requests that it makes meanwhile over a client of the runtime are part of the trace.
     *
     * @param traceparent W3C trace context of the event
     * @param attempt span of the attempt, if it is recorded
     */
    public static <T> T during(String traceparent, Span attempt, Supplier<T> call) {
        ScopedValue.Carrier trace = ScopedValue.where(CURRENT, traceparent);
        return (attempt.isRecorded() ? trace.where(ATTEMPT, attempt) : trace).call(call::get);
    }

    /** The span of the attempt on this thread; none where it is not recorded. */
    static Span attempt() {
        return ATTEMPT.isBound() ? ATTEMPT.get() : Span.NONE;
    }

    /** The header of a request that is not recorded: the trace, and a span of its own. Absent outside of attempts. */
    public static Optional<String> next() {
        Matcher parent = W3C.matcher(CURRENT.isBound() ? CURRENT.get() : "");
        return parent.matches()
                ? Optional.of("00-" + parent.group(1) + "-" + span() + "-" + parent.group(2))
                : Optional.empty();
    }

    private static String span() {
        // Of all zeros would be none.
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE));
    }
}
