package io.throughline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.events.EventEnvelope;
import io.throughline.stub.ShipBobStub;
import io.throughline.stub.StubSystem;
import io.throughline.testkit.BrokenAdapter.InThreadsOfItsOwn;
import io.throughline.testkit.BrokenAdapter.WithoutTheRuntime;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An adapter that is wrong beside its handlers is told so by the contract, and by the right test of it. */
class BrokenAdaptersIT {

    private static final ShipBobStub SHIP_BOB = ShipBobStub.start(0);

    @Test
    void breakTheContractWhenTheyDoWithoutTheRuntime() {
        ContractRun run = run(WithoutTheRuntime.class, Map.of());

        assertThat(run.failed())
                .as(run.toString())
                .containsExactlyInAnyOrder(
                        "writesAnEventDownBeforeItActs",
                        "actsOnAnEventOnceTheOneBeforeIsFinished",
                        "leavesADeadLetterOnTheBrokerUntilItIsWrittenDown",
                        "callsWithinTheTraceThatBeganAtTheWebhook",
                        "tellsWhatItSentBesideTheEventThatWasRefusedAndNothingPersonal",
                        "namesWhatItReportedAsDeliveredAndItsSystemDoesNotHave",
                        "doesNothingForAnOrderThatIsATest");
    }

    @Test
    void breakTheContractWhenTheyActInThreadsOfTheirOwnAndOnTestOrders() {
        ContractRun run = run(InThreadsOfItsOwn.class, Map.of("throughline.runtime.accept-test-orders", "true"));

        assertThat(run.failed())
                .as(run.toString())
                .containsExactlyInAnyOrder(
                        "actsOnAnEventOnceTheOneBeforeIsFinished",
                        "callsWithinTheTraceThatBeganAtTheWebhook",
                        "tellsWhatItSentBesideTheEventThatWasRefusedAndNothingPersonal",
                        "namesWhatItReportedAsDeliveredAndItsSystemDoesNotHave",
                        "doesNothingForAnOrderThatIsATest");
        assertThat(run.succeeded()).hasSize(2);
    }

    private static ContractRun run(Class<?> main, Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(properties);
        all.put("stub", SHIP_BOB.uri().toString());
        all.put("spring.application.name", "broken-adapter");
        all.put("throughline.runtime.retry.first-delay", "100ms");
        try (RunningAdapter adapter = RunningAdapter.start(main, all)) {
            return ContractRun.of(Whole.class, adapter);
        }
    }

    /** Not run by the build itself: it is no member class, and its name is no test's. */
    static final class Whole implements RunningAdapterContract {

        private final RunningAdapter adapter = ContractRun.subject(RunningAdapter.class);

        @Override
        public RunningAdapter adapter() {
            return adapter;
        }

        @Override
        public StubSystem system() {
            return SHIP_BOB;
        }

        @Override
        public EventEnvelope<?> first(OrderFixture order) {
            return Events.orderPlaced(order);
        }

        @Override
        public EventEnvelope<?> second(OrderFixture order) {
            return Events.orderPaid(order);
        }
    }
}
