package io.throughline.backbone.http;

/** The other service gave no answer that can be used; asking again later may help. */
public final class UnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    UnavailableException(int status, String message) {
        super(message);
        this.status = status;
    }

    UnavailableException(String message, Throwable cause) {
        super(message, cause);
        this.status = 0;
    }

    /** The HTTP status; 0 when there was no answer. */
    public int status() {
        return status;
    }
}
