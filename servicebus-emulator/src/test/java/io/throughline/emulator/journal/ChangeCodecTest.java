package io.throughline.emulator.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.emulator.amqp.message.AmqpMessage;
import io.throughline.emulator.core.Change;
import io.throughline.emulator.core.EntityDefinition.QueueDefinition;
import io.throughline.emulator.core.EntityDefinition.SubscriptionDefinition;
import io.throughline.emulator.core.EntityDefinition.TopicDefinition;
import io.throughline.emulator.core.EntityStatus;
import io.throughline.emulator.core.Profile;
import io.throughline.emulator.core.QueueSettings;
import io.throughline.emulator.core.StoredMessage.State;
import io.throughline.emulator.core.TopicSettings;
import io.throughline.emulator.rules.BooleanFilter;
import io.throughline.emulator.rules.CorrelationFilter;
import io.throughline.emulator.rules.Rule;
import io.throughline.emulator.rules.Sql;
import io.throughline.emulator.rules.SqlAction;
import io.throughline.emulator.rules.SqlFilter;
import io.throughline.emulator.rules.SystemProperty;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChangeCodecTest {

    static final Instant AT = Instant.parse("2026-11-23T08:00:00.123Z");

    private static Change copy(Change change) {
        var reader = new RecordReader(Sample.record(change));
        var copy = ChangeCodec.read(reader);
        assertThat(reader.done()).isTrue();
        return copy;
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void keepsAMessageByteForByteWithAllThatIsKnownOfIt(State state) {
        var message = Sample.scheduled("größe", AT);
        var kept = new Change.Kept("orders/subscriptions/ä", Long.MAX_VALUE, 7, AT, Instant.MAX, state, 3, message);

        var copy = (Change.Kept) copy(kept);

        assertThat(copy).usingRecursiveComparison().ignoringFields("message").isEqualTo(kept);
        assertThat(((AmqpMessage) copy.message()).bytes()).isEqualTo(message.bytes());
        assertThat(copy.message().scheduledFor()).contains(AT);
    }

    @Test
    void keepsWhatIsNoMessage() {
        assertThat(copy(new Change.Gone("work", 5))).isEqualTo(new Change.Gone("work", 5));
        assertThat(copy(new Change.Numbered("work", 9))).isEqualTo(new Change.Numbered("work", 9));
        assertThat(copy(new Change.Seen("work", "id", AT))).isEqualTo(new Change.Seen("work", "id", AT));
    }

    @Test
    void keepsTheStateOfASessionEvenAnEmptyOne() {
        for (var state : new byte[][] {{1, 2, 3}, {}}) {
            var stated = new Change.Stated("work", "größe", ByteBuffer.wrap(state));
            assertThat(copy(stated)).isEqualTo(stated);
        }
        assertThat(copy(new Change.Stated("work", "s", null))).isEqualTo(new Change.Stated("work", "s", null));
    }

    @Test
    void keepsRulesOfEveryKind() {
        var correlation = new CorrelationFilter(
                Map.of(SystemProperty.LABEL, "placed"),
                Map.of("count", 3, "exact", new BigDecimal("1.50"), "yes", true, "text", "x", "long", 1L << 40));
        var action = SqlAction.parse("SET color = 'red'");
        var rules = List.of(
                Rule.everything(),
                new Rule("none", new BooleanFilter(false), null),
                new Rule("sql", SqlFilter.parse("color = 'blue'"), null),
                new Rule(
                        "parameters",
                        SqlFilter.parse(new Sql("size > @least", Map.of("@least", new BigDecimal("2.5")))),
                        SqlAction.parse(new Sql("SET color = @color", Map.of("@color", "red")))),
                new Rule("correlation", correlation, null),
                new Rule("acting", new BooleanFilter(true), action));
        var defined = new Change.Defined(
                "orders/subscriptions/all",
                new SubscriptionDefinition("all", QueueSettings.DEFAULT, rules),
                new Profile(EntityStatus.ACTIVE, Map.of(), AT, AT));

        assertThat(copy(defined)).isEqualTo(defined);
    }

    @Test
    void keepsEntitiesOfEveryKind() {
        var settings = new QueueSettings(
                Duration.ofSeconds(7, 5), 2000, QueueSettings.UNLIMITED, true, false, Duration.ofDays(1), "a", "b/c");
        var sessions = new QueueSettings(
                Duration.ofSeconds(7, 5), 2000, QueueSettings.UNLIMITED, true, true, Duration.ofDays(1), null, "b/c");
        var profile = new Profile(EntityStatus.SEND_DISABLED, Map.of("UserMetadata", "größe"), AT, AT.plusSeconds(1));
        var topic = new TopicDefinition("orders", new TopicSettings(Duration.ofDays(3), Duration.ZERO), List.of());
        var changes = List.of(
                new Change.Defined("work", new QueueDefinition("work", settings), profile),
                new Change.Defined("steps", new QueueDefinition("steps", sessions), profile),
                new Change.Defined("orders", topic, profile),
                new Change.Removed("orders"),
                new Change.Configured("orders", topic),
                new Change.Configured("orders", null));

        assertThat(changes).allSatisfy(change -> assertThat(copy(change)).isEqualTo(change));
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        var record = Sample.record(new Change.Gone("work", 5));
        record[0] = 99;

        assertThatThrownBy(() -> ChangeCodec.read(new RecordReader(record))).hasMessage("No such kind of record: 99");
        assertThatThrownBy(() -> ChangeCodec.read(
                        new RecordReader(Arrays.copyOf(Sample.record(new Change.Gone("work", 5)), 12))))
                .isInstanceOf(RuntimeException.class);
    }
}
