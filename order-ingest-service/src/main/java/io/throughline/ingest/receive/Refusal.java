package io.throughline.ingest.receive;

import java.util.Locale;
import org.springframework.http.HttpStatus;

/** A request that is not taken; says to the sender what to do about it. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Cause cause;
    private final String code;
    private byte[] body = {};

    Refusal(Cause cause, String whatToDo) {
        this(cause, cause.word(), whatToDo);
    }

    /** @param code says more exactly than the cause what is wrong: {@code wrong-signature} */
    Refusal(Cause cause, String code, String whatToDo) {
        super(whatToDo);
        this.cause = cause;
        this.code = code;
    }

    Refusal(Cause cause, String whatToDo, Exception reason) {
        super(whatToDo, reason);
        this.cause = cause;
        this.code = cause.word();
    }

    /** With what was read of the request; only its size and hash are remembered. */
    Refusal about(byte[] read) {
        body = read;
        return this;
    }

    /** Empty when none was read. */
    byte[] body() {
        return body;
    }

    /** The word in answers, tables and logs. */
    String code() {
        return code;
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
        TOO_SLOW(HttpStatus.REQUEST_TIMEOUT),
        TOO_MANY_REQUESTS(HttpStatus.TOO_MANY_REQUESTS),
        KEY_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE),
        OVERLOADED(HttpStatus.SERVICE_UNAVAILABLE),
        STORE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE);

        private final HttpStatus status;

        Cause(HttpStatus status) {
            this.status = status;
        }

        HttpStatus status() {
            return status;
        }

        /** Whether another request would fare better now, in contrast to a weakness of ours. */
        boolean isTheSendersFault() {
            return !status.is5xxServerError();
        }

        /** {@code unknown-shop} */
        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
