package io.throughline.@package@;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.events.EventEnvelope;
import io.throughline.events.@Payload@;
import io.throughline.runtime.Delivery;
import io.throughline.runtime.EventHandler;
import io.throughline.testkit.AdapterContract;
import io.throughline.testkit.Events;
import io.throughline.testkit.OrderFixture;
import io.throughline.stub.StubSystem;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class @Payload@HandlerTest implements AdapterContract<@Payload@> {

    private static final String ORDER = "shopify:demo-shop:1";

    private final @Name@Fixture fixture = new @Name@Fixture();
    private final @Payload@Handler handler = new @Payload@Handler(fixture.client);
    private final EventEnvelope<@Payload@> event = @event@;

    @Override
    public EventHandler<@Payload@> handler() {
        return handler;
    }

    @Override
    public EventEnvelope<@Payload@> event() {
        return event;
    }

    @Override
    public StubSystem system() {
        return fixture.system;
    }

    /** Its key is all that the plainest system offers; delete this when yours can be asked. */
    @Override
    public boolean systemCanBeAsked() {
        return false;
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void asksByTheKeyOfTheOrderAndTheOperation() {
        handler.handle(event, new Delivery(ORDER, 1, 1, false, List.of()));

        assertThat(fixture.system.effects())
                .singleElement()
                .satisfies(effect -> assertThat(effect.key()).startsWith(ORDER + "/@operation@"));
    }
}
