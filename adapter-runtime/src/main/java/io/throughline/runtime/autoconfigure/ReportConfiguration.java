package io.throughline.runtime.autoconfigure;

import io.micrometer.core.instrument.MeterRegistry;
import io.throughline.events.catalogue.CatalogueEntry;
import io.throughline.runtime.RuntimeProperties;
import io.throughline.runtime.SecretProperties;
import io.throughline.runtime.dispatch.CallGate;
import io.throughline.runtime.inspection.Inspections;
import io.throughline.runtime.report.AnswerRelay;
import io.throughline.runtime.report.AttemptTotals;
import io.throughline.runtime.report.BacklogMeters;
import io.throughline.runtime.report.GapWatch;
import io.throughline.runtime.report.OutcomeMeters;
import io.throughline.runtime.report.OutcomePublisher;
import io.throughline.runtime.report.OutcomeRelay;
import io.throughline.runtime.report.Pulse;
import io.throughline.runtime.report.Release;
import io.throughline.runtime.report.SecretMeters;
import io.throughline.runtime.store.AnswerLog;
import io.throughline.runtime.store.Backlog;
import io.throughline.runtime.store.Forgets;
import io.throughline.runtime.store.Gaps;
import io.throughline.runtime.store.OutcomeLog;
import io.throughline.runtime.store.RuntimeSchema;
import io.throughline.runtime.store.TokenAge;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

/** What tells others how the adapter stands. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecretProperties.class)
class ReportConfiguration {

    @Bean
    BacklogMeters backlogMeters(Backlog backlog, Clock clock, MeterRegistry meters, CatalogueEntry entry) {
        return new BacklogMeters(backlog, clock, meters, entry.integration());
    }

    @Bean
    OutcomeSignal outcomeSignal(MeterRegistry meters, CatalogueEntry entry, Clock clock) {
        return new OutcomeSignal(new OutcomeMeters(meters, entry, clock));
    }

    @Bean
    Retention retention(OutcomeLog log, List<Forgets> tables, RuntimeProperties properties, Clock clock) {
        return new Retention(log, tables, properties.outcomeRetentionDays(), clock);
    }

    @Bean
    Reporting reporting(
            RuntimeSchema schema, OutcomeRelay relay, AnswerRelay answers, OutcomeSignal signal, Heart heart) {
        return new Reporting(schema, relay, answers, signal, heart);
    }

    @Bean
    AnswerRelay answerRelay(AnswerLog log, OutcomePublisher publisher, CatalogueEntry entry) {
        return new AnswerRelay(log, publisher, entry.integration());
    }

    @Bean
    OutcomeRelay outcomeRelay(OutcomeLog log, OutcomePublisher publisher, CatalogueEntry entry) {
        return new OutcomeRelay(log, publisher, entry.integration());
    }

    @Bean
    SecretMeters secretMeters(
            SecretProperties properties, TokenAge token, Clock clock, MeterRegistry meters, CatalogueEntry entry) {
        return new SecretMeters(properties, token::expiresAt, clock, meters, entry.integration());
    }

    @Bean
    Pulse.Vitals vitals(
            BacklogMeters backlog,
            CallGate gate,
            SecretMeters secrets,
            MeterRegistry meters,
            ObjectProvider<Inspections> inspections) {
        return new Pulse.Vitals(
                backlog,
                gate,
                secrets,
                new AttemptTotals(meters),
                () -> inspections.stream().findFirst().flatMap(Inspections::upTo));
    }

    @Bean
    Release release(ConfigurableEnvironment environment) {
        return Release.of(environment.getProperty("spring.application.version"), Configured.values(environment));
    }

    @Bean
    Pulse pulse(CatalogueEntry entry, Release release, OutcomePublisher publisher, Pulse.Vitals vitals, Clock clock) {
        return new Pulse(entry, release, publisher, vitals, clock);
    }

    @Bean
    GapWatch gapWatch(Gaps gaps, OutcomePublisher publisher, MeterRegistry meters, CatalogueEntry entry, Clock clock) {
        return new GapWatch(gaps, publisher, meters, entry.integration(), clock);
    }

    @Bean
    Heart heart(Pulse pulse, GapWatch gaps, RuntimeProperties properties) {
        return new Heart(pulse, gaps, properties.heartbeat());
    }

    /** What happens at every beat. */
    record Heart(Pulse pulse, GapWatch gaps, Duration beat) {

        void start() {
            pulse.start(beat);
            gaps.start(beat);
        }

        void stop() {
            gaps.stop();
            pulse.stop();
        }
    }
}
