package io.throughline.runtime;

/**
 * Asked right before each call to a downstream system, within the attempt that makes it. {@link DownstreamHttp} asks by
 * itself; a client that calls by other means asks through {@link #check}.
 */
@FunctionalInterface
public interface CallGuard {

    /** Of the attempt that runs in this scope. */
    ScopedValue<CallGuard> CURRENT = ScopedValue.newInstance();

    /** Throws when the call must not be made, because the order may be somebody else's by now; let it pass. */
    void beforeCall();

    /** Asks the guard of the attempt that this thread makes; outside of attempts every call may be made. */
    static void check() {
        if (CURRENT.isBound()) {
            CURRENT.get().beforeCall();
        }
    }
}
