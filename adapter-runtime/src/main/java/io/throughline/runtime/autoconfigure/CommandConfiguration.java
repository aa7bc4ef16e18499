package io.throughline.runtime.autoconfigure;

import io.throughline.events.catalogue.CatalogueEntry;
import io.throughline.runtime.ErasesPersonalData;
import io.throughline.runtime.RuntimeProperties;
import io.throughline.runtime.command.CommandInbox;
import io.throughline.runtime.command.CommandLoop;
import io.throughline.runtime.command.DeliveryCommands;
import io.throughline.runtime.command.Discarding;
import io.throughline.runtime.command.Erasing;
import io.throughline.runtime.command.Obedience;
import io.throughline.runtime.command.Redelivering;
import io.throughline.runtime.command.Sets;
import io.throughline.runtime.command.StateCommands;
import io.throughline.runtime.command.Step;
import io.throughline.runtime.dispatch.Dispatcher;
import io.throughline.runtime.dispatch.Engines;
import io.throughline.runtime.report.LogRequest;
import io.throughline.runtime.report.OutcomePublisher;
import io.throughline.runtime.store.AnswerLog;
import io.throughline.runtime.store.CommandTables;
import io.throughline.runtime.store.DeadLetters;
import io.throughline.runtime.store.Pauses;
import io.throughline.runtime.store.Redeliveries;
import io.throughline.runtime.store.RuntimeSchema;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What obeys commands. */
@Configuration(proxyBeanMethods = false)
class CommandConfiguration {

    @Bean
    CommandTables commandTables(RuntimeSchema schema, Clock clock) {
        return CommandTables.of(schema, clock);
    }

    @Bean
    Redeliveries redeliveries(CommandTables tables) {
        return tables.redeliveries();
    }

    @Bean
    AnswerLog answerLog(RuntimeSchema schema) {
        return new AnswerLog(schema);
    }

    @Bean
    CommandInbox commandInbox(
            CommandTables tables, PlatformTransactionManager transactions, RuntimeProperties properties) {
        return new CommandInbox(
                tables,
                new TransactionTemplate(transactions),
                properties.commands().maxSet());
    }

    /** What tells the others that a command changed something. */
    record Signals(Dispatcher dispatcher, OutcomeSignal outcomes) {

        void changed() {
            dispatcher.leftBehind();
            outcomes.answered();
        }
    }

    @Bean
    Signals commandSignals(Dispatcher dispatcher, OutcomeSignal outcomes) {
        return new Signals(dispatcher, outcomes);
    }

    @Bean
    Obedience.Kinds commandKinds(CommandTables tables, Pauses pauses, ObjectProvider<ErasesPersonalData> others) {
        return new Obedience.Kinds(
                new DeliveryCommands(tables),
                new StateCommands(tables, pauses),
                new Erasing(tables, others.orderedStream().toList()));
    }

    @Bean
    Obedience obedience(
            CommandTables tables, PlatformTransactionManager transactions, Obedience.Kinds kinds, Signals signals) {
        return new Obedience(tables.log(), new TransactionTemplate(transactions), kinds, signals::changed);
    }

    @Bean
    Sets sets(
            CommandTables tables,
            PlatformTransactionManager transactions,
            RuntimeProperties properties,
            Signals signals) {
        return new Sets(tables.sets(), new TransactionTemplate(transactions), properties.commands(), signals::changed);
    }

    @Bean
    Discarding discarding(CommandTables tables, Engines.Tables engine, Signals signals) {
        return new Discarding(tables.discards(), engine.inbox(), signals.dispatcher(), signals.outcomes()::discarded);
    }

    @Bean
    Redelivering redelivering(
            Redeliveries redeliveries, RuntimeProperties properties, LogRequest log, Signals signals) {
        return new Redelivering(
                redeliveries, properties.commands().redeliveryPatience(), log::send, signals.outcomes()::answered);
    }

    @Bean
    LogRequest logRequest(OutcomePublisher publisher, CatalogueEntry entry, Clock clock) {
        return new LogRequest(publisher, entry.integration(), clock);
    }

    @Bean
    Step letterClosing(DeadLetters letters) {
        return () -> {
            letters.close();
            return false;
        };
    }

    @Bean
    CommandLoop commandLoop(List<Step> steps, RuntimeProperties properties) {
        return new CommandLoop(steps, properties.commands().sweep());
    }

    @Bean
    Commanding commanding(CommandLoop loop) {
        return new Commanding(loop);
    }
}
