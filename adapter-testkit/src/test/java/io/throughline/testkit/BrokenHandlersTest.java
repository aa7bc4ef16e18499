package io.throughline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.events.EventEnvelope;
import io.throughline.events.OrderPlaced;
import io.throughline.runtime.EventHandler;
import io.throughline.stub.ShipBobStub;
import io.throughline.stub.StubSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever makes a mistake that others made before is told so by the contract, and by the right test of it. */
class BrokenHandlersTest {

    @ParameterizedTest
    @EnumSource
    void breakTheContractWhereTheyAreWrong(BrokenHandler mistake) {
        ContractRun run = ContractRun.of(Handler.class, mistake);

        assertThat(run.failed()).as(run.toString()).containsExactlyInAnyOrderElementsOf(mistake.broken());
        assertThat(run.succeeded()).isNotEmpty();
    }

    /** Not run by the build itself: it is no member class, and its name is no test's. */
    static final class Handler implements AdapterContract<OrderPlaced> {

        private final ShipBobStub shipBob = ShipBobStub.start(0);
        private final EventEnvelope<OrderPlaced> event = Events.orderPlaced(new Line("SKU-1", 1));
        private final SoundHandler handler =
                ContractRun.subject(BrokenHandler.class).handler(shipBob.uri());

        @Override
        public EventHandler<OrderPlaced> handler() {
            return handler;
        }

        @Override
        public EventEnvelope<OrderPlaced> event() {
            return event;
        }

        @Override
        public StubSystem system() {
            return shipBob;
        }

        @AfterEach
        void close() {
            shipBob.close();
        }
    }
}
