package io.throughline.backbone.servicebus;

import static org.awaitility.Awaitility.await;

import io.throughline.emulator.junit.EmulatorExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BatchReceiverIT extends BatchReceiverContract {

    @RegisterExtension
    static final EmulatorExtension BROKER = EmulatorExtension.withConfig(CONFIG);

    @Override
    String connectionString() {
        return BROKER.emulator().connectionString();
    }

    @Test
    void goesOnAfterTheConnectionIsLost() {
        try (BatchReceiver _ = receivers.subscribe("dropped", "reader", this::write)) {
            send("dropped", 5);
            await().atMost(LIMIT).until(() -> written.size() == 5 && left() == 0);

            BROKER.emulator().dropConnections();
            send("dropped", 5);

            await().atMost(LIMIT).until(() -> written.size() == 10 && left() == 0);
        }
    }

    private static int left() {
        var counts = BROKER.emulator().entity("dropped/subscriptions/reader");
        return counts.active() + counts.locked();
    }
}
