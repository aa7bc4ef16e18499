package io.throughline.ingest.intake;

import io.throughline.backbone.servicebus.BatchReceiver;
import io.throughline.backbone.servicebus.BatchSink;
import io.throughline.backbone.servicebus.BatchSink.Refusal;
import io.throughline.backbone.servicebus.InboundMessage;
import io.throughline.backbone.servicebus.Receivers;
import io.throughline.events.Topology;
import io.throughline.ingest.publish.Reports;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What ingest listens to: topics outcomes and commands, and the dead letters of both. */
@Configuration(proxyBeanMethods = false)
class Intake {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final String SUBSCRIPTION = "order-ingest-service";

    @Bean(destroyMethod = "close")
    BatchReceiver outcomes(Receivers receivers, Reports reports) {
        return receivers.subscribe(Topology.OUTCOMES, SUBSCRIPTION, reports);
    }

    @Bean(destroyMethod = "close")
    BatchReceiver deadOutcomes(Receivers receivers, Reports reports) {
        return receivers.drainDeadLetters(Topology.OUTCOMES, SUBSCRIPTION, logging(reports));
    }

    @Bean(destroyMethod = "close")
    BatchReceiver commands(Receivers receivers, CommandSink commands) {
        return receivers.subscribe(Topology.COMMANDS, SUBSCRIPTION, commands);
    }

    @Bean(destroyMethod = "close")
    BatchReceiver deadCommands(Receivers receivers, CommandSink commands) {
        return receivers.drainDeadLetters(Topology.COMMANDS, SUBSCRIPTION, logging(commands));
    }

    /**
     * A gap that lasts is reported again within a minute, and who gave a command sees that nothing came of it: what
     * cannot be read need not be kept, only told.
     */
    private static BatchSink logging(BatchSink reports) {
        return batch -> {
            reports.write(batch).forEach(Intake::tell);
            return List.of();
        };
    }

    private static void tell(Refusal refusal) {
        InboundMessage message = refusal.message();
        LOG.atWarn()
                .addKeyValue("throughline.message_id", message.id())
                .addKeyValue("throughline.subject", message.subject().orElse(""))
                .addKeyValue("throughline.code", message.deadLetterReason().orElse(refusal.reason()))
                .log("dead-letter.unreadable");
    }
}
