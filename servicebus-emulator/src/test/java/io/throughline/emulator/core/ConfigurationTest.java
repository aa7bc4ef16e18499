package io.throughline.emulator.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.emulator.core.EntityDefinition.QueueDefinition;
import io.throughline.emulator.core.EntityDefinition.SubscriptionDefinition;
import io.throughline.emulator.core.EntityDefinition.TopicDefinition;
import io.throughline.emulator.rules.BooleanFilter;
import io.throughline.emulator.rules.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigurationTest {

    private static final QueueDefinition WORK = new QueueDefinition("Work", lasting(60));
    private static final SubscriptionDefinition ALL =
            new SubscriptionDefinition("all", lasting(60), List.of(Rule.everything()));
    private static final TopicDefinition NEWS = new TopicDefinition("news", TopicSettings.DEFAULT, List.of(ALL));
    private static final Profile DISABLED =
            new Profile(EntityStatus.DISABLED, Map.of("UserMetadata", "mine"), Instant.EPOCH, Instant.EPOCH);

    final Written written = new Written();

    private static QueueSettings lasting(int seconds) {
        return settings(Duration.ofSeconds(seconds), false);
    }

    private static QueueSettings settings(Duration lock, boolean sessions) {
        return new QueueSettings(lock, 10, QueueSettings.UNLIMITED, false, sessions, Duration.ZERO, null, null);
    }

    /** Remembers what was committed. */
    static final class Written implements Journal {

        private final List<Change> durable = new ArrayList<>();
        private final List<Change> pending = new ArrayList<>();

        @Override
        public void add(Change change) {
            pending.add(change);
        }

        @Override
        public void commit() {
            durable.addAll(pending);
            pending.clear();
        }

        @Override
        public void restore(Namespace namespace) {
            pending.clear();
            List.copyOf(durable).forEach(namespace.restoration()::apply);
        }

        @Override
        public void close() {}
    }

    private Namespace start(List<QueueDefinition> queues, List<TopicDefinition> topics) {
        var namespace = new Namespace(new Timers(new MovedClock()), Limits.DEFAULT, written);
        written.restore(namespace);
        namespace.configure(queues, topics);
        return namespace;
    }

    private Namespace start() {
        return start(List.of(WORK), List.of(NEWS));
    }

    private static Duration lock(Namespace namespace, String path) {
        return namespace.source(path).store().settings().lockDuration();
    }

    private static void send(Namespace namespace, String path) {
        namespace.destination(path).submit(List.of(Letter.of("a")));
        namespace.journal().commit();
    }

    @Test
    void leavesWhatWasDoneAtRunTimeAloneWhileItSaysTheSame() {
        var before = start();
        before.directory().change("WORK", lasting(7), DISABLED);
        before.directory().create(new QueueDefinition("mine", lasting(8)), DISABLED);
        before.directory().remove("news/subscriptions/all");
        before.journal().commit();

        var after = start();

        assertThat(lock(after, "work")).isEqualTo(Duration.ofSeconds(7));
        assertThat(after.directory().view("work").profile()).isEqualTo(DISABLED);
        assertThat(lock(after, "mine")).isEqualTo(Duration.ofSeconds(8));
        assertThat(after.hasSource("news/subscriptions/all")).isFalse();
        assertThat(after.directory().view("news").definition().name()).isEqualTo("news");
    }

    @Test
    void leavesRulesThatWereChangedAtRunTimeAlone() {
        var before = (Subscription) start().source("news/subscriptions/all");
        before.addRule(new Rule("none", new BooleanFilter(false), null));
        before.changeRule(new Rule(Rule.DEFAULT_NAME, new BooleanFilter(false), null));
        written.commit();

        var after = (Subscription) start().source("news/subscriptions/all");

        assertThat(after.rules()).hasSize(2).isEqualTo(before.rules());
    }

    @Test
    void winsWhereItSaysSomethingNew() {
        var before = start();
        before.directory().change("work", lasting(7), DISABLED);
        before.directory().change("news/subscriptions/all", lasting(7), DISABLED);
        send(before, "news");

        var after = start(List.of(new QueueDefinition("work", lasting(30))), List.of(NEWS));

        assertThat(lock(after, "work")).isEqualTo(Duration.ofSeconds(30));
        assertThat(after.directory().view("work").profile().status()).isEqualTo(EntityStatus.DISABLED);
        assertThat(lock(after, "news/subscriptions/all")).isEqualTo(Duration.ofSeconds(7));
        assertThat(after.source("news/subscriptions/all").peek(0, 2)).hasSize(1);
    }

    @Test
    void bringsBackWhatWasRemovedOnlyWhenItSaysSomethingNewOfIt() {
        var before = start();
        before.directory().remove("news");
        before.journal().commit();
        assertThat(start().hasSource("news/subscriptions/all")).isFalse();

        var changed = new SubscriptionDefinition("all", lasting(30), List.of(Rule.everything()));
        var after = start(List.of(WORK), List.of(new TopicDefinition("news", TopicSettings.DEFAULT, List.of(changed))));

        assertThat(lock(after, "news/subscriptions/all")).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void takesAwayWhatItNoLongerNamesUnlessMessagesAreThere() {
        send(start(), "work");
        var durable = List.copyOf(written.durable);

        assertThatThrownBy(() -> start(List.of(), List.of(NEWS)))
                .isInstanceOf(ConfigurationConflict.class)
                .hasMessageContaining("{Work=1}");
        assertThat(written.durable).isEqualTo(durable);

        var after = start(List.of(WORK), List.of());
        assertThatThrownBy(() -> after.destination("news")).isInstanceOf(Refusal.class);
        assertThat(after.source("work").peek(0, 2)).hasSize(1);
    }

    @Test
    void countsDeadLettersAndWhatIsBelowATopicAsMessages() {
        send(start(), "news");

        assertThatThrownBy(() -> start(List.of(WORK), List.of())).hasMessageContaining("{news/subscriptions/all=1}");
    }

    @Test
    void makesSomethingElseOfAnEntityUnlessMessagesAreThere() {
        start();
        var sessions = new QueueDefinition("news", settings(Duration.ofSeconds(5), true));
        assertThat(lock(start(List.of(WORK, sessions), List.of()), "news")).isEqualTo(Duration.ofSeconds(5));

        send(start(List.of(WORK), List.of(NEWS)), "news");
        assertThatThrownBy(() -> start(List.of(WORK, sessions), List.of())).isInstanceOf(ConfigurationConflict.class);
    }

    @Test
    void changesNothingWhenItIsEmpty() {
        start();

        var after = start(List.of(), List.of());

        assertThat(after.hasSource("work")).isTrue();
        assertThat(after.hasSource("news/subscriptions/all")).isTrue();
    }

    @Test
    void startsWithAnEntityWhoseTargetWasRemovedAtRunTime() {
        var target = new QueueDefinition("target", lasting(60));
        var forwarding = new QueueSettings(
                Duration.ofSeconds(60), 10, QueueSettings.UNLIMITED, false, false, Duration.ZERO, "target", null);
        var queues = List.of(target, new QueueDefinition("source", forwarding));
        var before = start(queues, List.of());
        before.directory().remove("target");
        before.journal().commit();

        var after = start(queues, List.of());
        send(after, "source");

        assertThat(after.source("source/$transfer/$deadletterqueue").peek(0, 2)).hasSize(1);
    }

    @Test
    void refusesToForwardToNobodyAndWritesNothing() {
        var forwarding = new QueueSettings(
                Duration.ofSeconds(60), 10, QueueSettings.UNLIMITED, false, false, Duration.ZERO, "nobody", null);

        assertThatThrownBy(() -> start(List.of(new QueueDefinition("source", forwarding)), List.of()))
                .isInstanceOf(Refusal.class);
        assertThat(written.durable).isEmpty();
        assertThat(written.pending).isEmpty();
    }
}
