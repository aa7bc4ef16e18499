package io.throughline.stub;

import java.time.Duration;
import java.util.Locale;

/**
 * A way in which a stub system misbehaves.
 *
 * @param delay how long a late request or answer takes, or how long a caller is told to stay away; zero otherwise
 */
public record Fault(Kind kind, Duration delay) {

    /** What goes wrong. */
    public enum Kind {
        /** 500, nothing was done. */
        UNAVAILABLE,
        /** 429 with the system's own header that says how long to wait. */
        RATE_LIMITED,
        /** A change is made, but the connection closes without an answer. */
        DROPPED,
        /** The request is carried out at once and answered late. */
        SLOW,
        /** The request itself is under way for long: it is carried out late, whether or not anybody waits for it. */
        LATE,
        /** A change is answered as if it was made, and nothing of it is there afterwards. */
        FORGOTTEN,
        /** A change is made, but what comes back is no answer of the system's. */
        GARBLED,
        /** 401, nothing was done. */
        UNAUTHORIZED,
        /** A change is refused for good, in the system's own way. */
        REJECTED,
        /** 200 with a page for people, as a proxy or a site under maintenance sends: nothing was done. */
        PAGE;

        /** Whether only a request that changes something can fail in this way. */
        boolean onlyChanges() {
            return this == DROPPED || this == FORGOTTEN || this == GARBLED || this == LATE || this == REJECTED;
        }
    }

    public static final Fault UNAVAILABLE = new Fault(Kind.UNAVAILABLE, Duration.ZERO);
    public static final Fault RATE_LIMITED = rateLimited(Duration.ofSeconds(2));
    public static final Fault DROPPED = new Fault(Kind.DROPPED, Duration.ZERO);
    public static final Fault FORGOTTEN = new Fault(Kind.FORGOTTEN, Duration.ZERO);
    public static final Fault GARBLED = new Fault(Kind.GARBLED, Duration.ZERO);
    public static final Fault UNAUTHORIZED = new Fault(Kind.UNAUTHORIZED, Duration.ZERO);
    public static final Fault REJECTED = new Fault(Kind.REJECTED, Duration.ZERO);
    public static final Fault PAGE = new Fault(Kind.PAGE, Duration.ZERO);

    /** Done at once, answered after this long. */
    public static Fault slow(Duration delay) {
        return new Fault(Kind.SLOW, delay);
    }

    /** Carried out after this long, or when {@link StubSystem#letLateArrive} says so. */
    public static Fault late(Duration delay) {
        return new Fault(Kind.LATE, delay);
    }

    /** Told to come back after this long, in whole seconds. */
    public static Fault rateLimited(Duration delay) {
        return new Fault(Kind.RATE_LIMITED, delay);
    }

    /** @throws IllegalArgumentException when no fault is called so */
    static Fault named(String word, Duration delay) {
        return new Fault(Kind.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_')), delay);
    }
}
