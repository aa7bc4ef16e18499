package io.throughline.emulator.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.emulator.core.EntityDefinition.QueueDefinition;
import io.throughline.emulator.core.EntityDefinition.SubscriptionDefinition;
import io.throughline.emulator.core.EntityDefinition.TopicDefinition;
import io.throughline.emulator.rules.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DirectoryTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Profile ACTIVE = new Profile(EntityStatus.ACTIVE, Map.of(), START, START);
    private static final Profile DISABLED = new Profile(EntityStatus.DISABLED, Map.of(), START, START);
    private static final QueueSettings DEFAULT = QueueSettings.DEFAULT;

    final Timers timers = new Timers(new MovedClock());
    final Namespace namespace = new Namespace(timers, Limits.DEFAULT);
    final Directory directory = namespace.directory();

    private static QueueSettings forwarding(String to) {
        return new QueueSettings(
                DEFAULT.lockDuration(), 10, Duration.ofHours(1), false, false, Duration.ZERO, to, null);
    }

    private static QueueSettings ofSessions() {
        return new QueueSettings(
                DEFAULT.lockDuration(), 10, Duration.ofHours(1), false, true, Duration.ZERO, null, null);
    }

    private void createTopic() {
        directory.create(new TopicDefinition("news", TopicSettings.DEFAULT, List.of()), ACTIVE);
        directory.create("news", new SubscriptionDefinition("audit", DEFAULT, List.of(Rule.everything())), ACTIVE);
    }

    @Test
    void leavesNothingToHappenOfWhatIsRemoved() {
        createTopic();
        var reader = new Reader(1);
        namespace.source("news/subscriptions/audit").store().add(reader);
        var life = Duration.ofHours(1);
        namespace
                .destination("news")
                .submit(List.of(
                        Letter.of("locked").living(life),
                        Letter.of("waits").living(life),
                        Letter.of("later").at(timers.now().plus(life))));
        assertThat(timers.size()).isPositive();

        directory.remove("NEWS");

        assertThat(reader.ends).containsExactly(Refusal.Reason.NOT_FOUND);
        assertThat(timers.size()).isZero();
        assertThat(namespace.counts()).isEmpty();
        assertThatThrownBy(() -> namespace.source("news/subscriptions/audit")).isInstanceOf(Refusal.class);
    }

    @Test
    void removesOneSubscriptionAndKeepsItsTopic() {
        createTopic();
        var topic = namespace.destination("news");

        directory.remove("news/Subscriptions/audit");
        topic.submit(List.of(Letter.of("unread")));

        assertThat(directory.subscriptions("news")).isEmpty();
        assertThat(directory.topics()).hasSize(1);
    }

    @Test
    void refusesToChangeWhatIsForLife() {
        directory.create(new QueueDefinition("plain", DEFAULT), ACTIVE);

        assertThatThrownBy(() -> directory.change("plain", ofSessions(), ACTIVE))
                .hasMessage("RequiresSession cannot be changed once the entity exists.");

        assertThat(directory.view("plain").definition()).isEqualTo(new QueueDefinition("plain", DEFAULT));
    }

    @Test
    void leavesAnEntityAsItWasWhenAChangeIsRefused() {
        directory.create(new QueueDefinition("plain", DEFAULT), ACTIVE);

        assertThatThrownBy(() -> directory.change("plain", forwarding("plain"), DISABLED))
                .isInstanceOf(Refusal.class);

        assertThat(directory.view("plain").definition()).isEqualTo(new QueueDefinition("plain", DEFAULT));
        assertThat(directory.view("plain").profile()).isEqualTo(ACTIVE);
    }

    @Test
    void takesNothingAndGivesNothingWhileDisabled() {
        directory.create(new QueueDefinition("plain", DEFAULT), ACTIVE);
        var queue = namespace.destination("plain");
        var store = namespace.source("plain").store();
        var idle = new Reader(0);
        store.add(idle);
        queue.submit(List.of(Letter.of("kept")));

        directory.change("plain", DEFAULT, DISABLED);

        assertThat(idle.ends).containsExactly(Refusal.Reason.ENTITY_DISABLED);
        assertThatThrownBy(() -> queue.submit(List.of(Letter.of("refused"))))
                .isInstanceOfSatisfying(
                        Refusal.class, e -> assertThat(e.reason()).isEqualTo(Refusal.Reason.ENTITY_DISABLED));
        assertThatThrownBy(() -> store.add(new Reader(1))).isInstanceOf(Refusal.class);
        assertThatThrownBy(
                        () -> namespace.source("plain/$deadletterqueue").store().requireOpen())
                .isInstanceOf(Refusal.class);

        directory.change("plain", DEFAULT, ACTIVE);
        var reader = new Reader(1);
        store.add(reader);
        assertThat(reader.ids()).containsExactly("kept");
    }
}
