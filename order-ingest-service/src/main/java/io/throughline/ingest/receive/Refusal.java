package io.throughline.ingest.receive;

import java.util.Locale;
import org.springframework.http.HttpStatus;

/** A request that is not taken; says to the sender what to do about it. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Cause cause;

    Refusal(Cause cause, String whatToDo) {
        super(whatToDo);
        this.cause = cause;
    }

    Refusal(Cause cause, String whatToDo, Exception reason) {
        super(whatToDo, reason);
        this.cause = cause;
    }

    Cause why() {
        return cause;
    }

    enum Cause {
        UNKNOWN_SHOP(HttpStatus.NOT_FOUND),
        NOT_AUTHENTIC(HttpStatus.UNAUTHORIZED),
        TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE),
        HEADERS_TOO_LARGE(HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE),
        UNKNOWN_ENCODING(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
        UNREADABLE_BODY(HttpStatus.BAD_REQUEST),
        STORE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE);

        private final HttpStatus status;

        Cause(HttpStatus status) {
            this.status = status;
        }

        HttpStatus status() {
            return status;
        }

        /** {@code unknown-shop} */
        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
