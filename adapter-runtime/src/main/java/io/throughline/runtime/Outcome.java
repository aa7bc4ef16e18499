package io.throughline.runtime;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How an attempt ended well. */
public final class Outcome {

    private final boolean ignored;
    private final String code;
    private final @Nullable String reference;

    private Outcome(boolean ignored, String code, @Nullable String reference) {
        this.ignored = ignored;
        this.code = code;
        this.reference = reference;
    }

    /** The downstream system did what was asked. */
    public static Outcome delivered() {
        return new Outcome(false, "done", null);
    }

    /** Likewise, and calls what it made by this id of its own. */
    public static Outcome delivered(String reference) {
        return new Outcome(false, "done", reference);
    }

    /** An earlier attempt had done it already; a success. */
    public static Outcome alreadyDone(String reference) {
        return new Outcome(false, "already-done", reference);
    }

    /**
     * There was nothing to do.
     *
     * @param reason stable kebab-case word: {@code nothing-to-ship}
     */
    public static Outcome ignored(String reason) {
        return new Outcome(true, reason, null);
    }

    public boolean isIgnored() {
        return ignored;
    }

    public String code() {
        return code;
    }

    /** The downstream system's own id of what was made, if it told one. */
    public Optional<String> reference() {
        return Optional.ofNullable(reference);
    }
}
