package io.throughline.emulator.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.throughline.emulator.core.EntityDefinition.QueueDefinition;
import io.throughline.emulator.core.EntityDefinition.SubscriptionDefinition;
import io.throughline.emulator.core.EntityDefinition.TopicDefinition;
import io.throughline.emulator.rules.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ForwardingTest {

    final MovedClock clock = new MovedClock();
    final Timers timers = new Timers(clock);
    final Namespace namespace = new Namespace(timers, Limits.DEFAULT);

    private void queue(String name, @Nullable String forwardTo, @Nullable String deadLettersTo) {
        namespace.add(new QueueDefinition(name, settings(forwardTo, deadLettersTo)));
    }

    private static QueueSettings settings(@Nullable String forwardTo, @Nullable String deadLettersTo) {
        return new QueueSettings(
                Duration.ofMinutes(1),
                1,
                QueueSettings.UNLIMITED,
                true,
                false,
                Duration.ZERO,
                forwardTo,
                deadLettersTo);
    }

    private void send(String entity, String id) {
        namespace.destination(entity).submit(List.of(Letter.of(id)));
    }

    private List<StoredMessage> in(String source) {
        return namespace.source(source).peek(0, 100);
    }

    private int count(String source) {
        return in(source).size();
    }

    private void die(String queue) {
        var reader = new Reader(1);
        namespace.source(queue).store().add(reader);
        namespace.source(queue).store().remove(reader);
        clock.advance(Duration.ofMinutes(1));
        timers.runDue();
    }

    @Test
    void passesAMessageOnFourTimesAndThenPutsItAmongTheTransferDeadLetters() {
        IntStream.range(0, 6).forEach(i -> queue("q" + i, i == 5 ? null : "q" + (i + 1), null));
        namespace.check();

        send("q0", "too far");
        send("q1", "just there");

        assertThat(in("q5"))
                .singleElement()
                .satisfies(there -> assertThat(there.message().messageId()).contains("just there"));
        assertThat(in("Q4/$Transfer/$DeadLetterQueue")).singleElement().satisfies(stuck -> {
            var letter = (Letter) stuck.message();
            assertThat(letter.id()).isEqualTo("too far");
            assertThat(letter.properties()).containsEntry("DeadLetterReason", "MaxTransferHopCountExceeded");
        });
        assertThat(namespace.counts()).contains(new EntityCounts("q4", 0, 0, 0, 0, 0, 1, 0, 0));
        assertThat(count("q4/$deadletterqueue")).isZero();
    }

    @Test
    void keepsTheNumberThatAMessageGotFirst() {
        queue("end", null, null);
        namespace.add(new TopicDefinition(
                "topic",
                TopicSettings.DEFAULT,
                List.of(new SubscriptionDefinition("sub", settings("end", null), List.of(Rule.everything())))));
        queue("front", "topic", null);
        send("end", "already there");
        send("end", "this too");

        send("front", "passed on");

        var last = in("end").getLast();
        assertThat(last.sequence()).isEqualTo(3);
        assertThat(last.enqueuedSequence()).isOne();
        assertThat(last.message().passage()).contains(new Passage(2, 1, null));
    }

    @Test
    void saysWhereADeadLetterThatWasPassedOnDied() {
        queue("graves", null, null);
        queue("work", null, "graves");
        send("work", "poison");

        die("work");

        assertThat(count("work/$deadletterqueue")).isZero();
        assertThat(in("graves")).singleElement().satisfies(dead -> {
            assertThat(dead.message().passage()).contains(new Passage(1, 1, "work"));
            assertThat(((Letter) dead.message()).properties())
                    .containsEntry("DeadLetterReason", "MaxDeliveryCountExceeded");
        });
    }

    @Test
    void endsTheWayOfADeadLetterThatIsPassedOnInACircle() {
        queue("one", null, null);
        queue("two", null, "one");
        namespace.directory().change("one", settings(null, "two"), Profile.created(timers.now()));
        namespace.check();
        send("one", "poison");

        for (var i = 0; i < 3; i++) {
            die("one");
            die("two");
        }

        assertThat(count("one")).isZero();
        assertThat(count("two")).isZero();
        assertThat(in("one/$transfer/$deadletterqueue"))
                .singleElement()
                .satisfies(dead -> assertThat(((Letter) dead.message()).properties())
                        .containsEntry("DeadLetterReason", "MaxDeliveryCountExceeded"));
    }

    @Test
    void keepsWhatADisabledEntityRefuses() {
        queue("closed", null, null);
        queue("front", "closed", null);
        var disabled = new Profile(EntityStatus.SEND_DISABLED, Map.of(), timers.now(), timers.now());
        namespace.directory().change("closed", settings(null, null), disabled);

        send("front", "a");

        assertThat(in("front/$transfer/$deadletterqueue"))
                .singleElement()
                .satisfies(kept -> assertThat(((Letter) kept.message()).properties())
                        .containsEntry("DeadLetterReason", "ForwardingFailed")
                        .containsEntry(
                                "DeadLetterErrorDescription", "The messaging entity 'closed' is currently disabled."));
    }

    @Test
    void checksALongChainInNoTimeWhateverItsBranches() {
        for (var i = 12; i > 0; i--) {
            var next = i == 12 ? null : "t" + (i + 1);
            namespace.add(new TopicDefinition(
                    "t" + i,
                    TopicSettings.DEFAULT,
                    IntStream.range(0, 8)
                            .mapToObj(each -> new SubscriptionDefinition(
                                    "s" + each, settings(next, null), List.of(Rule.everything())))
                            .toList()));
        }

        assertThatCode(namespace::check).doesNotThrowAnyException();
    }
}
