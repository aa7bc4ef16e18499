package io.throughline.emulator.rules;

/** A filter or action that cannot be understood; says where. */
public final class BadFilterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BadFilterException(String problem, String sql, int position) {
        super(problem + " at position " + (position + 1) + " of: " + sql);
    }
}
