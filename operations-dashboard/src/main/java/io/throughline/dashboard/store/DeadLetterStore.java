package io.throughline.dashboard.store;

import io.throughline.backbone.database.PgArray;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps messages that nobody could read, so that none is lost on the broker. */
@Component
public class DeadLetterStore {

    private static final String RECORD = """
            insert into dead_letter (topic, message_id, subject, reason, description, enqueued_at, body, drained_at)
            select *, :drained_at::timestamptz from unnest(:topics, :message_ids, :subjects, :reasons, :descriptions,
                                                           :enqueued_ats, :bodies)
            on conflict (topic, message_id, enqueued_at) do nothing
            """;

    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final JdbcClient jdbc;
    private final Clock clock;
    private final LedgerLock lock;
    private final PublishLedger published;

    DeadLetterStore(JdbcClient jdbc, Clock clock, LedgerLock lock, PublishLedger published) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.lock = lock;
        this.published = published;
    }

    /**
     * A message as it was found in a dead-letter queue.
     *
     * @param body without what tells who a person is
     */
    public record DeadLetter(
            String topic,
            String messageId,
            @Nullable String subject,
            String reason,
            @Nullable String description,
            Instant enqueuedAt,
            byte[] body) {

        /** Of an event's message, the id is the event's; on a redelivery the command's id follows it. */
        Optional<UUID> eventId() {
            String id = messageId.split(":", 2)[0];
            return UUID_FORM.matcher(id).matches() ? Optional.of(UUID.fromString(id)) : Optional.empty();
        }
    }

    public void record(List<DeadLetter> letters) {
        lock.locked(() -> {
            // It cannot be read, but it was published.
            published.came(letters.stream()
                    .flatMap(letter -> letter.eventId().stream())
                    .toList());
            return insert(letters);
        });
    }

    private int insert(List<DeadLetter> letters) {
        return jdbc.sql(RECORD)
                .param("topics", text(letters, DeadLetter::topic))
                .param("message_ids", text(letters, DeadLetter::messageId))
                .param("subjects", text(letters, DeadLetter::subject))
                .param("reasons", text(letters, DeadLetter::reason))
                .param("descriptions", text(letters, DeadLetter::description))
                .param("enqueued_ats", Columns.of("timestamptz", letters, DeadLetter::enqueuedAt))
                .param(
                        "bodies",
                        PgArray.ofBytes(letters.stream().map(DeadLetter::body).toList()))
                .param("drained_at", Columns.utc(clock.instant()))
                .update();
    }

    /** PostgreSQL keeps no NUL in text, and a dead letter must always be kept. */
    private static PgArray text(
            List<DeadLetter> letters, java.util.function.Function<DeadLetter, @Nullable String> column) {
        return Columns.of("text", letters, letter -> {
            String value = column.apply(letter);
            return value == null ? null : value.replace('\0', '\uFFFD');
        });
    }
}
