package io.throughline.emulator.faults;

/** Connections and links, as far as faults touch them at once. */
public interface Wire {

    /** Returns how many were dropped. */
    int drop(int most);

    /** Returns how many links were detached. */
    int detach(String entity, AmqpError error, int most);
}
