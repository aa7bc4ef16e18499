package io.throughline.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import io.throughline.emulator.config.NamespaceConfig;
import io.throughline.emulator.core.QueueSettings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An emulator that is closed leaves nothing behind. */
@OwnBroker("starts it a thousand times")
class LifecycleIT {

    private static final int CYCLES = 1000;
    private static final int WARM_UP = 50;

    /** Less than 16 KB a cycle: an emulator that stayed would hold several times that. */
    private static final long LEAK_BYTES = 16L << 20;

    @TempDir
    Path folder;

    /** What a process has only so much of; a port that is listened at is an open file. */
    private record Holdings(int threads, long files) {
        static Holdings now() {
            var system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            return new Holdings(
                    ManagementFactory.getThreadMXBean().getThreadCount(), system.getOpenFileDescriptorCount());
        }

        boolean isAtMost(Holdings other) {
            return threads <= other.threads && files <= other.files;
        }
    }

    /** With a connection of a client and, every tenth time, a journal. */
    private void cycle(int number) throws IOException {
        var options = EmulatorOptions.DEFAULT.withConfig(
                NamespaceConfig.EMPTY.withQueue("work", QueueSettings.DEFAULT).withTopic("news", "all"));
        if (number % 10 == 0) {
            options = options.withData(folder);
        }
        try (var emulator = Emulator.start(options);
                var client = RawClient.open(emulator.amqpPort())) {
            client.send("00 53 18 45    | close");
            assertThat(Hex.text(client.rest())).contains("00 53 18");
        }
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @Test
    void leavesNoThreadPortFileOrMemoryAfterAThousandStarts() throws IOException {
        for (var i = 0; i < WARM_UP; i++) {
            cycle(i);
        }
        var before = Holdings.now();
        var heap = usedHeap();

        for (var i = 0; i < CYCLES; i++) {
            cycle(i);
        }

        await().pollInSameThread()
                .untilAsserted(() ->
                        assertThat(Holdings.now()).matches(now -> now.isAtMost(before), "holds at most " + before));
        await().pollInSameThread()
                .untilAsserted(() -> assertThat(usedHeap() - heap).isLessThan(LEAK_BYTES));
    }
}
