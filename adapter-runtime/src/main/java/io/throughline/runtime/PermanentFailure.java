package io.throughline.runtime;

import org.jspecify.annotations.Nullable;

/** This event can never be carried out as it is; another one would fare better. Its delivery is parked. */
public final class PermanentFailure extends DeliveryFailure {

    private static final long serialVersionUID = 1L;

    /** @param message for a person; no personal data */
    public PermanentFailure(String code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
