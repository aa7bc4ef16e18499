package io.throughline.ingest.publish;

import io.throughline.backbone.database.LogEntry;
import io.throughline.backbone.database.LogPosition;
import io.throughline.backbone.database.LogRelay;
import io.throughline.backbone.database.Notifications;
import io.throughline.backbone.database.RelayedLog;
import io.throughline.ingest.IngestProperties;
import io.throughline.ingest.store.EventLog;
import io.throughline.ingest.store.LoggedEvent;
import java.util.List;
import org.springframework.stereotype.Component;

/** Sends the log of events to topic {@code orders}; while the broker is away, it keeps trying and nothing is lost. */
@Component
public class OrderRelay implements AutoCloseable {

    private final LogRelay<LoggedEvent> relay;
    private final Notifications appended;

    OrderRelay(EventLog log, OrderPublisher publisher, IngestProperties properties) {
        IngestProperties.Relay limits = properties.relay();
        this.relay = log.relay(
                new Orders(log, publisher),
                new LogRelay.Settings(limits.batch(), limits.lease(), limits.sweep(), limits.unsettledWait()));
        this.appended = log.appended(relay::signal);
    }

    /** Events were committed by this instance; of those of the others the database tells. */
    public void signal() {
        relay.signal();
    }

    @Override
    public void close() {
        appended.close();
        relay.close();
    }

    private record Orders(EventLog log, OrderPublisher publisher) implements RelayedLog<LoggedEvent> {

        @Override
        public String name() {
            return EventLog.NAME;
        }

        @Override
        public List<LogEntry<LoggedEvent>> after(LogPosition position, int limit) {
            return log.after(position, limit);
        }

        @Override
        public void send(List<LogEntry<LoggedEvent>> rows) {
            publisher.publish(rows.stream().map(LogEntry::row).toList());
        }
    }
}
