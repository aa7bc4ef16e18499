package io.throughline.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.throughline.emulator.config.NamespaceConfig;
import io.throughline.emulator.core.QueueSettings;
import io.throughline.emulator.junit.EmulatorExtension;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a client writes, it is told so and loses its connection, and the others notice nothing. */
@OwnBroker("writes what no client should")
class GarbageIT {

    private static final int CONNECTIONS = 150;

    /** Far more than what a connection holds, far less than what all of them would. */
    private static final long LEAK_BYTES = 16L << 20;

    private static final List<String> SDK_THREADS = List.of("reactor-", "parallel-", "single-", "boundedElastic-");

    /** Performatives with bodies that a session can hear, whole. */
    private static final List<String> FRAMES = List.of(
            "00 53 12 c0 1e 0a a1 02 'cs' 43 42 50 01 50 00 00 53 28 45 00 53 29 c0 07 01 a1 04 '$cbs' 40 40 43",
            "00 53 12 c0 21 07 a1 02 'cr' 52 01 41 50 01 50 00 00 53 28 c0 07 01 a1 04 '$cbs' 00 53 29 c0 04 01 a1 01"
                    + " 'r'",
            "00 53 13 c0 0c 07 43 52 64 43 52 64 52 01 43 52 01",
            "00 53 14 c0 08 05 43 43 a0 01 01 43 41 00 53 73 c0 09 05 53 01 40 40 40 a1 01 'r' 00 53 77 a1 01 'x'",
            "00 53 15 c0 0a 05 41 52 01 40 42 00 53 24 45",
            "00 53 16 c0 03 02 43 41",
            "00 53 17 45",
            RawClient.BEGIN,
            RawClient.OPEN);

    @RegisterExtension
    static final EmulatorExtension EMULATOR = EmulatorExtension.with(
            EmulatorOptions.DEFAULT.withConfig(NamespaceConfig.EMPTY.withQueue("work", QueueSettings.DEFAULT)));

    private static int port() {
        return EMULATOR.emulator().amqpPort();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00 53 12 c0 1e 0a a1 02 'cs'           | an attach that ends too early",
                "00 53 12 c0 05 01 a1 ff 'cs'           | a name longer than its list",
                "00 53 12 d0 7f ff ff ff 7f ff ff ff    | a list of 2^31-1 fields",
                "00 53 14 c0 04 01 a1 01 'x'            | a transfer whose handle is a string",
                "00 53 99 45                            | no performative at all",
                "a1 01 'x'                              | a body that is no performative",
                "c1 c1 c1 c1 c1 c1 c1 c1"
            })
    void isToldThatItCannotBeRead(String body) throws IOException {
        try (var client = RawClient.open(port())) {
            client.send(body);

            var last = Hex.text(client.rest());

            assertThat(last)
                    .contains("00 53 18")
                    .containsAnyOf(
                            Hex.text(Hex.bytes("'amqp:decode-error'")),
                            Hex.text(Hex.bytes("'amqp:connection:framing-error'")));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 65_537, Integer.MAX_VALUE, -1})
    void mayNotSendFramesOfAbsurdSizes(int size) throws IOException {
        try (var client = RawClient.open(port())) {
            client.write(ByteBuffer.allocate(16).putInt(size).putInt(0x02000000).array());

            assertThat(Hex.text(client.rest())).contains(Hex.text(Hex.bytes("'amqp:connection:framing-error'")));
        }
    }

    @Test
    void costsNobodyElseAnythingWhateverItIs() throws IOException {
        bother(new Random(1));
        serve();
        var threads = threads();
        var heap = usedHeap();

        bother(new Random(2));
        bother(new Random(3));

        serve();
        await().pollInSameThread().untilAsserted(() -> assertThat(threads()).isLessThanOrEqualTo(threads));
        await().pollInSameThread()
                .untilAsserted(() -> assertThat(usedHeap() - heap).isLessThan(LEAK_BYTES));
    }

    /** Those of the SDK left out, which come and go. */
    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> SDK_THREADS.stream().noneMatch(name::startsWith))
                .count();
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static void serve() {
        var clients = new Clients(EMULATOR.emulator());
        try (var sender = clients.toQueue("work");
                var receiver = clients.fromQueue("work")) {
            sender.sendMessage(Clients.message("a"));
            assertThat(Clients.take(receiver, 1)).hasSize(1);
        }
    }

    private static void bother(Random random) throws IOException {
        for (var i = 0; i < CONNECTIONS; i++) {
            try (var client = random.nextInt(4) == 0 ? RawClient.connect(port()) : RawClient.open(port())) {
                write(client, random);
                client.endOutput();
                client.rest();
            } catch (SocketException closedFirst) {
                // What was on its way when the broker closed comes back as a reset, or cannot be written.
                assertThat(closedFirst.getMessage()).containsAnyOf("reset", "Broken pipe");
            }
        }
    }

    private static void write(RawClient client, Random random) throws IOException {
        for (var i = random.nextInt(6); i >= 0; i--) {
            switch (random.nextInt(6)) {
                case 0 -> client.write(octets(random, random.nextInt(200)));
                case 1 -> client.write(RawClient.frame(octets(random, random.nextInt(200))));
                case 2 -> client.write(Hex.bytes(random.nextBoolean() ? RawClient.SASL : RawClient.AMQP));
                case 3 -> client.send(FRAMES.get(random.nextInt(FRAMES.size())));
                default -> client.write(RawClient.frame(damaged(random)));
            }
        }
    }

    private static byte[] octets(Random random, int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] damaged(Random random) {
        var bytes = Hex.bytes(FRAMES.get(random.nextInt(FRAMES.size())));
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        return random.nextInt(3) == 0 ? Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length)) : bytes;
    }
}
