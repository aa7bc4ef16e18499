package io.throughline.ingest.storefront;

/** A body that says nothing that can be used; the message names the place, never the value found there. */
public final class NotUnderstoodException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    public NotUnderstoodException(String code, String message) {
        super(message);
        this.code = code;
    }

    public NotUnderstoodException(String code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
