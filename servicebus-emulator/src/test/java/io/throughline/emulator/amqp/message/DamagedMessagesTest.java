package io.throughline.emulator.amqp.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.emulator.Hex;
import io.throughline.emulator.core.Consumer;
import io.throughline.emulator.core.EntityDefinition.SubscriptionDefinition;
import io.throughline.emulator.core.EntityDefinition.TopicDefinition;
import io.throughline.emulator.core.Limits;
import io.throughline.emulator.core.Namespace;
import io.throughline.emulator.core.QueueSettings;
import io.throughline.emulator.core.Refusal;
import io.throughline.emulator.core.Settlement;
import io.throughline.emulator.core.StoredMessage;
import io.throughline.emulator.core.Timers;
import io.throughline.emulator.core.TopicSettings;
import io.throughline.emulator.rules.Changes;
import io.throughline.emulator.rules.Rule;
import io.throughline.emulator.rules.SqlAction;
import io.throughline.emulator.rules.SqlFilter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with the bytes of a message: it is refused when it comes, or never makes trouble. */
class DamagedMessagesTest {

    private static final int MESSAGES = 5_000;
    private static final int BATCH = 0x80013700;
    private static final String PATH = "news/subscriptions/all";

    /** Takes whatever there is. */
    private static final class Taker implements Consumer {
        private final List<StoredMessage> taken = new ArrayList<>();

        @Override
        public boolean ready() {
            return true;
        }

        @Override
        public boolean locks() {
            return true;
        }

        @Override
        public void take(StoredMessage message) {
            Outgoing.encode(message);
            taken.add(message);
        }
    }

    private static Namespace namespace() {
        var namespace = new Namespace(new Timers(Clock.systemUTC()), Limits.DEFAULT);
        var acting =
                new Rule("acting", SqlFilter.parse("true = TRUE"), SqlAction.parse("SET sys.Label = 'x'; SET n = int"));
        var rules = List.of(Rule.everything(), acting);
        var all = new SubscriptionDefinition("all", QueueSettings.DEFAULT, rules);
        namespace.add(new TopicDefinition("news", TopicSettings.DEFAULT, List.of(all)));
        return namespace;
    }

    private static byte[] damaged(byte[] whole, Random random) {
        var bytes = whole.clone();
        for (var i = random.nextInt(4); i >= 0; i--) {
            var at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] = (byte) random.nextInt();
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
                case 3 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 4), (byte) 0xff);
                default -> System.arraycopy(whole, 0, bytes, at, Math.min(whole.length, bytes.length - at));
            }
        }
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void areRefusedOnArrivalOrHandedOnToTheEnd(long seed) {
        var random = new Random(seed);
        var namespace = namespace();
        var whole = Hex.bytes(GoldenMessagesTest.SENT);
        var refused = 0;
        for (var i = 0; i < MESSAGES; i++) {
            try {
                var transfer = damaged(whole, random);
                namespace
                        .destination("news")
                        .submit(AmqpMessage.ofTransfer(transfer, random.nextInt(4) == 0 ? BATCH : 0));
            } catch (Refusal refusal) {
                assertThat(refusal.reason()).isEqualTo(Refusal.Reason.INVALID);
                refused++;
            }
            handOn(namespace);
        }
        assertThat(refused).isBetween(MESSAGES / 20, MESSAGES * 19 / 20);
    }

    private static void handOn(Namespace namespace) {
        var store = namespace.source(PATH).store();
        var taker = new Taker();
        store.add(taker);
        store.remove(taker);
        for (var message : taker.taken) {
            store.settle(message.lockToken().orElseThrow(), new Settlement.Abandon(Changes.of(Map.of("why", "no"))));
        }
        var again = new Taker();
        store.add(again);
        store.remove(again);
        again.taken.forEach(message -> store.settle(message.lockToken().orElseThrow(), new Settlement.Complete()));
    }
}
