package io.throughline.runtime.dispatch;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call was not made, for a reason that no handler could mend. */
public final class CallRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final @Nullable Duration later;

    CallRefused(String code, @Nullable RuntimeException cause) {
        super("A call was not made: " + code, cause);
        this.code = code;
        this.later = null;
    }

    /** The rate admits no call for so long. */
    CallRefused(Duration later) {
        this("the rate admits none before " + later, later);
    }

    private CallRefused(String why, Duration later) {
        super("A call was not made: " + why);
        this.code = "quota-spent";
        this.later = later;
    }

    /** All that are admitted at once were under way. */
    static CallRefused noPlace() {
        return new CallRefused("as many as are admitted at once were under way", Duration.ZERO);
    }

    /** When to try again, if nothing went wrong but that the system admits no more calls. */
    public Optional<Duration> later() {
        return Optional.ofNullable(later);
    }

    String code() {
        return code;
    }
}
