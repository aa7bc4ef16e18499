package io.throughline.runtime.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.throughline.backbone.testing.DatabaseFixture;
import io.throughline.runtime.Outcome;
import io.throughline.runtime.samples.RuntimeTables;
import io.throughline.runtime.samples.SampleEvents;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Two adapters in processes of their own, one of which is stopped, or killed, between its delivery's two calls. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class StoppedProcessIT {

    static final Duration LONG = Duration.ofSeconds(90);

    final DatabaseFixture database = new DatabaseFixture(RuntimeTables.EMPTY);
    final List<String> calls = new CopyOnWriteArrayList<>();
    HttpServer downstream;

    @FunctionalInterface
    interface Interruption {

        void of(ChildProcess child) throws IOException;
    }

    @BeforeEach
    void listen() throws IOException {
        downstream = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        downstream.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        downstream.start();
    }

    @AfterEach
    void close() {
        downstream.stop(0);
        database.close();
    }

    @Test
    void aProcessThatWasStoppedForLongerThanItsLeaseDoesNotMakeItsNextCall() throws Exception {
        try (ChildProcess first = adapter()) {
            interruptsAt("first", first, child -> child.signal("STOP"));
            receive();
            await().atMost(LONG).until(() -> calls.contains("first " + first.pid()));
            try (ChildProcess second = adapter()) {
                await().atMost(LONG).until(() -> calls.contains("second " + second.pid()));
                await().atMost(LONG).until(() -> count("select count(*) from outcome") == 1);

                first.signal("CONT");
                await().atMost(LONG).until(() -> calls.contains("ended " + first.pid()));

                assertThat(calls.stream().filter(call -> call.startsWith("second")))
                        .hasSize(1);
                assertThat(count("select count(*) from order_position where finished = 1"))
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void whatAKilledProcessFinishedIsNotDoneAgain() throws Exception {
        try (ChildProcess first = adapter()) {
            interruptsAt("second", first, ChildProcess::close);
            receive();
            await().atMost(LONG).until(() -> !first.isAlive());
            try (ChildProcess second = adapter()) {
                await().atMost(LONG).until(() -> count("select count(*) from outcome") == 1);

                // What an attempt that ran out of time before its call leaves out, or leaves twice, is another matter.
                assertThat(calls)
                        .contains("second " + first.pid(), "second " + second.pid())
                        .doesNotContain("first " + second.pid());
                assertThat(database.jdbc()
                                .sql("select reference from outcome")
                                .query(String.class)
                                .single())
                        .as("may have reached the downstream system")
                        .isEqualTo("true");
            }
        }
    }

    /** @param step of this child's calls, at which it is interrupted before it gets the answer */
    private void interruptsAt(String step, ChildProcess child, Interruption interruption) {
        downstream.createContext("/", exchange -> {
            String call = Path.of(exchange.getRequestURI().getPath()).getName(0) + " "
                    + exchange.getRequestHeaders().getFirst("process");
            if (call.equals(step + " " + child.pid())) {
                interruption.of(child);
            }
            calls.add(call);
            try (exchange) {
                exchange.sendResponseHeaders(204, -1);
            }
        });
    }

    private void receive() {
        EngineFixture receiver =
                new EngineFixture(database, TwoCallAdapter.LEASE, (name, delivery) -> Outcome.delivered());
        receiver.inbox.record(List.of(SampleEvents.placed(1, 1)), 0);
    }

    private long count(String sql) {
        return database.jdbc().sql(sql).query(Long.class).single();
    }

    private ChildProcess adapter() throws IOException {
        return ChildProcess.start(
                TwoCallAdapter.class,
                database.dataSource().getJdbcUrl(),
                "http://127.0.0.1:" + downstream.getAddress().getPort());
    }
}
