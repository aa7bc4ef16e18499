package io.throughline.emulator.core;

/** To whom an entity is open. Dead-letter sub-queues are as open to receivers as their owner. */
public enum EntityStatus {
    ACTIVE(true, true),
    DISABLED(false, false),
    SEND_DISABLED(false, true),
    RECEIVE_DISABLED(true, false);

    private final boolean sends;
    private final boolean receives;

    EntityStatus(boolean sends, boolean receives) {
        this.sends = sends;
        this.receives = receives;
    }

    boolean sends() {
        return sends;
    }

    boolean receives() {
        return receives;
    }
}
