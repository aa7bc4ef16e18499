package io.throughline.runtime.dispatch;

import org.jspecify.annotations.Nullable;

/** A call was not made, because the order may be somebody else's by now; nothing that a handler could mend. */
final class CallRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    CallRefused(String code, @Nullable RuntimeException cause) {
        super("A call was not made: " + code, cause);
        this.code = code;
    }

    String code() {
        return code;
    }
}
