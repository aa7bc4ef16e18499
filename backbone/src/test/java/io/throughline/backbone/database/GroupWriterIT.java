package io.throughline.backbone.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.backbone.testing.DatabaseFixture;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GroupWriterIT {

    final DatabaseFixture database = new DatabaseFixture();
    final AtomicInteger statements = new AtomicInteger();
    final CountDownLatch firstWrite = new CountDownLatch(1);
    final GroupWriter<String, String> writer =
            new GroupWriter<>(new GroupWriter.Limits("words", 200, 100), this::insert, (word, failure) -> "bad");

    @BeforeEach
    void createTable() {
        database.jdbc().sql("create table word (word text not null)").update();
    }

    @AfterEach
    void close() {
        writer.close();
        database.close();
    }

    @Test
    void letsCallersThatWaitShareOneStatement() {
        CompletableFuture<String> first = writer.submit("first");
        List<CompletableFuture<String>> others = IntStream.range(0, 100)
                .mapToObj(number -> writer.submit("word " + number))
                .toList();

        firstWrite.countDown();
        first.join();
        others.forEach(CompletableFuture::join);

        assertThat(statements).hasValueLessThanOrEqualTo(3);
        assertThat(count()).isEqualTo(101);
    }

    @Test
    void writesTheNeighboursOfABadRow() {
        List<CompletableFuture<String>> words = List.of(
                writer.submit("first"), writer.submit("good"), writer.submit("nul \0 inside"), writer.submit("better"));

        firstWrite.countDown();

        assertThat(words.stream().map(CompletableFuture::join)).containsExactly("ok", "ok", "bad", "ok");
        assertThat(count()).isEqualTo(3);
    }

    @Test
    void refusesWhatItHasNoRoomFor() {
        assertThatThrownBy(() -> IntStream.range(0, 400)
                        .mapToObj(number -> writer.submit("word"))
                        .toList())
                .isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void goesOnAfterAnErrorThatEndedItsThread() {
        try (GroupWriter<String, String> shaken =
                new GroupWriter<>(new GroupWriter.Limits("shaken", 10, 10), this::failOnce, (word, failure) -> "bad")) {
            assertThatThrownBy(() -> shaken.submit("first").join()).hasCauseInstanceOf(NoClassDefFoundError.class);

            assertThat(shaken.submit("second").join()).isEqualTo("ok");
        }
    }

    private List<String> failOnce(List<String> words) {
        if (words.contains("first")) {
            throw new NoClassDefFoundError("only once");
        }
        return words.stream().map(word -> "ok").toList();
    }

    private List<String> insert(List<String> words) {
        awaitFirstWrite();
        statements.incrementAndGet();
        database.jdbc()
                .sql("insert into word select * from unnest(:words)")
                .param("words", PgArray.of("text", words))
                .update();
        return words.stream().map(word -> "ok").toList();
    }

    private void awaitFirstWrite() {
        try {
            firstWrite.await();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private int count() {
        return database.jdbc()
                .sql("select count(*) from word")
                .query(Integer.class)
                .single();
    }
}
