package io.throughline.runtime.autoconfigure;

import io.micrometer.core.instrument.MeterRegistry;
import io.throughline.events.catalogue.CatalogueEntry;
import io.throughline.runtime.Inspector;
import io.throughline.runtime.RuntimeProperties;
import io.throughline.runtime.dispatch.CallGate;
import io.throughline.runtime.dispatch.CallRate;
import io.throughline.runtime.dispatch.TurnGuard;
import io.throughline.runtime.inspection.AbsentEffects;
import io.throughline.runtime.inspection.InspectionProperties;
import io.throughline.runtime.inspection.Inspections;
import io.throughline.runtime.report.OutcomePublisher;
import io.throughline.runtime.store.OutcomeLog;
import io.throughline.runtime.store.RuntimeSchema;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Only for an adapter whose system can be asked for what was delivered. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBean(Inspector.class)
@EnableConfigurationProperties(InspectionProperties.class)
class InspectionConfiguration {

    @Bean
    Inspections.Subject inspected(
            Inspector inspector, CallRate rate, RuntimeProperties runtime, InspectionProperties properties) {
        return new Inspections.Subject(inspector, new TurnGuard(rate, runtime.attemptTimeout()), properties);
    }

    @Bean
    AbsentEffects absentEffects(OutcomePublisher publisher, MeterRegistry meters, CatalogueEntry entry, Clock clock) {
        return new AbsentEffects(absent -> publisher.publish(List.of(absent)), meters, entry.integration(), clock);
    }

    @Bean
    Inspections inspections(
            Inspections.Subject subject, OutcomeLog outcomes, CallGate gate, AbsentEffects absent, Clock clock) {
        return new Inspections(
                subject,
                new Inspections.Log(
                        outcomes,
                        gate::letsCallsThrough,
                        clock,
                        subject.properties().begin()),
                absent);
    }

    @Bean
    Inspecting inspecting(RuntimeSchema schema, Inspections inspections) {
        return new Inspecting(schema, inspections);
    }
}
