package io.throughline.ingest.shops;

import io.throughline.backbone.database.Notifications;
import io.throughline.ingest.store.Pauses;
import org.springframework.stereotype.Component;

/** Hears of what another instance changed. */
@Component
class ShopChanges implements AutoCloseable {

    private final Notifications changed;

    ShopChanges(Pauses pauses, ShopBook book) {
        this.changed = pauses.changed(book::hint);
    }

    @Override
    public void close() {
        changed.close();
    }
}
