package io.throughline.runtime.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.context.support.GenericApplicationContext;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class PhaseTest {

    private final List<String> ended = new CopyOnWriteArrayList<>();
    private final CountDownLatch late = new CountDownLatch(1);

    @AfterEach
    void letGo() {
        late.countDown();
    }

    @Test
    void stopsFromTheInsideOutEachOnceTheOneBeforeHasEnded() {
        stop(30_000, new Named(Phase.REPORT), new Named(Phase.RECEIVE), new Named(Phase.ACT));

        assertThat(ended).containsExactly("30", "20", "10");
    }

    @Test
    void whatDoesNotStopIsLeftBehindAndTheOthersStop() {
        stop(100, new Named(Phase.REPORT), new Stuck(), new Named(Phase.RECEIVE));

        assertThat(ended).containsExactly("30", "10");
    }

    @Test
    void whatFailsToStopHoldsUpNobody() {
        stop(30_000, new Failing(), new Named(Phase.REPORT));

        assertThat(ended).containsExactly("10");
    }

    private static void stop(long millis, Phase... phases) {
        try (GenericApplicationContext context = new GenericApplicationContext()) {
            DefaultLifecycleProcessor processor = new DefaultLifecycleProcessor();
            processor.setTimeoutPerShutdownPhase(millis);
            processor.setBeanFactory(context.getBeanFactory());
            context.getBeanFactory()
                    .registerSingleton(AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME, processor);
            for (Phase phase : phases) {
                context.getBeanFactory().registerSingleton("phase-" + phase.getPhase(), phase);
            }
            context.refresh();
        }
    }

    private final class Named extends Phase {

        Named(int phase) {
            super(phase);
        }

        @Override
        void begin() {}

        @Override
        void end() {
            ended.add(Integer.toString(getPhase()));
        }
    }

    private final class Stuck extends Phase {

        Stuck() {
            super(ACT);
        }

        @Override
        void begin() {}

        @Override
        void end() {
            try {
                late.await();
            } catch (InterruptedException impatient) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static final class Failing extends Phase {

        Failing() {
            super(ACT);
        }

        @Override
        void begin() {}

        @Override
        void end() {
            throw new IllegalStateException("cannot");
        }
    }
}
