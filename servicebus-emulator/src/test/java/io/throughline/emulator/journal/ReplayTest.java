package io.throughline.emulator.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.emulator.core.Directory;
import io.throughline.emulator.core.EntityDefinition.QueueDefinition;
import io.throughline.emulator.core.EntityDefinition.SubscriptionDefinition;
import io.throughline.emulator.core.EntityDefinition.TopicDefinition;
import io.throughline.emulator.core.EntityStatus;
import io.throughline.emulator.core.Limits;
import io.throughline.emulator.core.Message;
import io.throughline.emulator.core.MovedClock;
import io.throughline.emulator.core.Namespace;
import io.throughline.emulator.core.Profile;
import io.throughline.emulator.core.QueueSettings;
import io.throughline.emulator.core.Refusal;
import io.throughline.emulator.core.Settlement;
import io.throughline.emulator.core.StoredMessage;
import io.throughline.emulator.core.Subscription;
import io.throughline.emulator.core.Timers;
import io.throughline.emulator.core.TopicSettings;
import io.throughline.emulator.rules.Changes;
import io.throughline.emulator.rules.Rule;
import io.throughline.emulator.rules.SqlFilter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is done to entities, they are the same after a restart. */
class ReplayTest {

    static final List<String> DESTINATIONS =
            List.of("work", "distinct", "passing", "orders", "extra0", "extra1", "news1");
    static final List<String> SOURCES = List.of(
            "work",
            "distinct",
            "orders/subscriptions/all",
            "orders/subscriptions/red",
            "extra0",
            "orders/subscriptions/extra1");
    static final int OPERATIONS = 600;

    final MovedClock clock = new MovedClock();

    @TempDir
    Path folder;

    private Namespace start() {
        var journal = FileJournal.open(JournalOptions.in(folder).withCompaction(8192, 0.4));
        var namespace = new Namespace(new Timers(clock), Limits.DEFAULT, journal);
        journal.restore(namespace);
        var queues = List.of(
                new QueueDefinition("work", settings(Duration.ZERO, null)),
                new QueueDefinition("distinct", settings(Duration.ofMinutes(2), null)),
                new QueueDefinition("passing", settings(Duration.ZERO, "work")));
        var all = new SubscriptionDefinition("all", settings(Duration.ZERO, null), List.of(Rule.everything()));
        var red = new SubscriptionDefinition(
                "red", settings(Duration.ZERO, null), List.of(new Rule("red", SqlFilter.parse("color = 'red'"), null)));
        var topic = new TopicSettings(QueueSettings.UNLIMITED, Duration.ofMinutes(1));
        namespace.configure(queues, List.of(new TopicDefinition("orders", topic, List.of(all, red))));
        return namespace;
    }

    private static QueueSettings settings(Duration duplicates, @Nullable String forwardTo) {
        return new QueueSettings(
                Duration.ofSeconds(30), 3, Duration.ofMinutes(10), true, false, duplicates, forwardTo, null);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void holdsAfterEveryRestartWhatItHeldBefore(long seed) {
        var random = new Random(seed);
        var namespace = start();
        var held = new ArrayList<StoredMessage>();
        for (var i = 0; i < OPERATIONS; i++) {
            operate(namespace, random, held);
            if (random.nextInt(8) == 0) {
                namespace.journal().commit();
            }
            if (random.nextInt(100) == 0) {
                var live = Sample.describe(namespace);
                namespace.journal().close();
                namespace = start();
                held.clear();
                assertThat(Sample.describe(namespace)).isEqualTo(live);
            }
        }
        assertThat(Sample.describe(namespace)).hasSizeGreaterThan(20);
        namespace.journal().close();
    }

    private void operate(Namespace namespace, Random random, List<StoredMessage> held) {
        try {
            var store = namespace
                    .source(SOURCES.get(random.nextInt(SOURCES.size()))
                            + (random.nextInt(5) == 0 ? "/$deadletterqueue" : ""))
                    .store();
            switch (random.nextInt(10)) {
                case 0, 1, 2 ->
                    namespace
                            .destination(DESTINATIONS.get(random.nextInt(DESTINATIONS.size())))
                            .submit(messages(random));
                case 3, 4 -> {
                    var taker = new Taker(1 + random.nextInt(2), random.nextInt(6) > 0);
                    store.add(taker);
                    store.remove(taker);
                    taker.taken.stream()
                            .filter(each -> each.lockToken().isPresent())
                            .forEach(held::add);
                }
                case 5, 6 -> settle(namespace, random, held);
                case 7 -> {
                    clock.advance(Duration.ofSeconds(random.nextInt(20)));
                    namespace.timers().runDue();
                }
                case 8 ->
                    store.peek(random.nextInt(50), 100).stream()
                            .filter(each -> each.state() == StoredMessage.State.DEFERRED)
                            .findFirst()
                            .ifPresent(each -> held.addAll(store.takeDeferred(List.of(each.sequence()), true)));
                default -> unusual(namespace, random);
            }
        } catch (Refusal refusal) {
            // Random requests are often refused; what they leave behind is looked at like anything else.
            assertThat(refusal.reason())
                    .isIn(
                            Refusal.Reason.MESSAGE_LOCK_LOST,
                            Refusal.Reason.MESSAGE_NOT_FOUND,
                            Refusal.Reason.ALREADY_EXISTS,
                            Refusal.Reason.INVALID,
                            Refusal.Reason.ENTITY_DISABLED,
                            Refusal.Reason.NOT_FOUND);
        }
    }

    private List<Message> messages(Random random) {
        return Stream.generate(() -> {
                    var id = "m" + random.nextInt(200);
                    return (Message)
                            switch (random.nextInt(6)) {
                                case 0 -> Sample.living(id, Duration.ofSeconds(1 + random.nextInt(100)));
                                case 1 -> Sample.scheduled(id, clock.instant().plusSeconds(1 + random.nextInt(100)));
                                default -> Sample.message(id);
                            };
                })
                .limit(1 + random.nextInt(3))
                .toList();
    }

    private static void settle(Namespace namespace, Random random, List<StoredMessage> held) {
        if (held.isEmpty()) {
            return;
        }
        var token = held.remove(random.nextInt(held.size())).lockToken();
        if (token.isEmpty()) {
            return;
        }
        var changes = random.nextBoolean() ? Changes.NONE : Changes.of(Map.of("color", "green"));
        Settlement settlement = switch (random.nextInt(5)) {
            case 0 -> new Settlement.Complete();
            case 1 -> new Settlement.Abandon(changes);
            case 2 -> new Settlement.Release();
            case 3 -> new Settlement.Defer(changes);
            default -> Settlement.DeadLetter.because("because", null, Map.of());
        };
        for (var path : SOURCES) {
            if (settles(namespace, path, token.get(), settlement)
                    || settles(namespace, path + "/$deadletterqueue", token.get(), settlement)) {
                return;
            }
        }
    }

    private static boolean settles(Namespace namespace, String path, UUID token, Settlement settlement) {
        try {
            namespace.source(path).store().settle(token, settlement);
            return true;
        } catch (Refusal notHere) {
            return false;
        }
    }

    private void unusual(Namespace namespace, Random random) {
        var subscription = (Subscription) namespace.source("orders/subscriptions/red");
        switch (random.nextInt(8)) {
            case 2 -> subscription.changeRule(new Rule("r" + random.nextInt(3), SqlFilter.parse("size > 1"), null));
            case 3, 4, 5 -> administer(namespace.directory(), random);
            case 0 -> subscription.addRule(new Rule("r" + random.nextInt(3), SqlFilter.parse("color = 'blue'"), null));
            case 1 -> subscription.removeRule("r" + random.nextInt(3));
            default -> {
                var queue = namespace.destination(random.nextBoolean() ? "work" : "orders");
                queue.cancelScheduled(List.of((long) random.nextInt(100)));
            }
        }
    }

    /** Entities come, change and go. */
    private void administer(Directory directory, Random random) {
        var number = random.nextInt(3);
        var status = random.nextInt(4) == 0 ? EntityStatus.SEND_DISABLED : EntityStatus.ACTIVE;
        var profile = new Profile(status, Map.of("UserMetadata", "note " + number), clock.instant(), clock.instant());
        var open = new Profile(EntityStatus.ACTIVE, Map.of(), clock.instant(), clock.instant());
        var settings = settings(Duration.ZERO, random.nextBoolean() ? "work" : null);
        switch (random.nextInt(8)) {
            case 0 -> directory.create(new QueueDefinition("extra" + number, settings), profile);
            case 1 -> directory.remove("extra" + number);
            case 2 -> directory.change("extra" + number, settings, open);
            case 3 -> directory.change("passing", settings, open);
            case 4 ->
                directory.create(
                        "orders",
                        new SubscriptionDefinition("extra" + number, settings, List.of(Rule.everything())),
                        profile);
            case 5 -> directory.remove("orders/subscriptions/extra" + number);
            case 6 -> directory.create(new TopicDefinition("news" + number, TopicSettings.DEFAULT, List.of()), profile);
            default -> directory.remove("news" + number);
        }
    }
}
