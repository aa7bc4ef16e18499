package io.throughline.dashboard.alert;

/** A way to people. */
interface Channel extends AutoCloseable {

    /** As it stands in the table of notices. */
    String name();

    /** @throws NotTakenException when it was not taken, for whatever reason */
    void send(Words words) throws NotTakenException;

    @Override
    void close();

    /** Says why without naming the address, which may be a secret. */
    final class NotTakenException extends Exception {

        private static final long serialVersionUID = 1L;

        NotTakenException(String reason) {
            super(reason);
        }
    }
}
