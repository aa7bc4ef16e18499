package io.throughline.emulator.core;

import java.util.Optional;
import java.util.function.Consumer;

/** What of a store outlives a restart: its messages, and the states of its sessions. */
record StorePlace(MessageStore store) implements Place {

    @Override
    public String path() {
        return store.path();
    }

    @Override
    public boolean restore(Change.Content change) {
        switch (change) {
            case Change.Kept kept
            when kept.state() != StoredMessage.State.SCHEDULED -> {
                discard(kept.sequence());
                store.restore(kept.restored());
            }
            case Change.Gone gone -> discard(gone.sequence());
            case Change.Stated stated
            when store.settings().requiresSession() -> store.sessions().states().restore(stated);
            case Change.Kept _, Change.Numbered _, Change.Seen _, Change.Stated _ -> {
                return false;
            }
        }
        return true;
    }

    private void discard(long sequence) {
        Optional.ofNullable(store.all().get(sequence)).ifPresent(store::discard);
    }

    @Override
    public void describe(Consumer<Change> listener) {
        store.all().values().forEach(stored -> listener.accept(Change.Kept.of(path(), stored)));
        if (store.settings().requiresSession()) {
            store.sessions().states().describe(listener);
        }
    }
}
