package io.throughline.emulator.core;

/** Knows whether an entity takes messages right now, and whether it still exists. */
final class Gate {

    private final String path;
    private Profile profile;
    private boolean gone;

    Gate(String path, Profile profile) {
        this.path = path;
        this.profile = profile;
    }

    Profile profile() {
        return profile;
    }

    void change(Profile next) {
        profile = next;
    }

    /** Links may outlive the entity: whoever sends over one is told. */
    void remove() {
        gone = true;
    }

    void requireSends() {
        if (gone) {
            throw Refusal.unknownEntity(path);
        }
        if (!profile.status().sends()) {
            throw Refusal.disabled(path);
        }
    }
}
