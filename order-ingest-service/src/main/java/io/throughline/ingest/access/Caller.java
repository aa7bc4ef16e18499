package io.throughline.ingest.access;

/**
 * Who sent a request; a parameter of this type in a controller is given by {@link TokenCheck}.
 *
 * @param name the actor of what it does
 */
public record Caller(String name, Role role) {

    /** Where a request carries it: {@code @RequestAttribute(Caller.ATTRIBUTE) Caller caller}. */
    public static final String ATTRIBUTE = "io.throughline.ingest.caller";
}
