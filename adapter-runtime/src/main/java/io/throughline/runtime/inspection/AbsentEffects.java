package io.throughline.runtime.inspection;

import io.micrometer.core.instrument.MeterRegistry;
import io.throughline.events.outcome.AbsentEffect;
import io.throughline.events.outcome.DeliveryOutcome;
import io.throughline.events.outcome.EffectsAbsent;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what is not there, on topic {@code outcomes} and in the log, and counts what was looked for. */
public final class AbsentEffects {

    private static final Logger LOG = LoggerFactory.getLogger(AbsentEffects.class);

    private final Consumer<EffectsAbsent> outcomes;
    private final MeterRegistry meters;
    private final String integration;
    private final Clock clock;
    private final String instance = UUID.randomUUID().toString();

    /** @param outcomes puts it on the topic, and returns once the broker has it */
    public AbsentEffects(Consumer<EffectsAbsent> outcomes, MeterRegistry meters, String integration, Clock clock) {
        this.outcomes = outcomes;
        this.meters = meters;
        this.integration = integration;
        this.clock = clock;
    }

    /**
     * Returns once the broker has it.
     *
     * @param asked how many were looked for
     */
    void tell(List<DeliveryOutcome> missing, int asked) {
        count("there", asked - missing.size());
        if (missing.isEmpty()) {
            return;
        }
        count("absent", missing.size());
        missing.forEach(outcome -> LOG.atWarn()
                .addKeyValue("throughline.order", outcome.orderKey())
                .addKeyValue("throughline.sequence", outcome.sequence())
                .addKeyValue("throughline.reference", outcome.reference())
                .log("effect.absent"));
        outcomes.accept(new EffectsAbsent(
                integration,
                instance,
                clock.instant(),
                missing.stream().map(AbsentEffects::effect).toList()));
    }

    private static AbsentEffect effect(DeliveryOutcome outcome) {
        return new AbsentEffect(
                outcome.orderRef(),
                outcome.sequence(),
                outcome.revision(),
                outcome.orderKey(),
                outcome.eventType(),
                outcome.reference(),
                outcome.at());
    }

    private void count(String result, int deliveries) {
        meters.counter("throughline.inspected", "integration", integration, "result", result)
                .increment(deliveries);
    }
}
