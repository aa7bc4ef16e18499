package io.throughline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.events.catalogue.CatalogueEntry;
import io.throughline.events.catalogue.FailureMode;
import io.throughline.runtime.EventHandler;
import io.throughline.runtime.catalogue.IntegrationYaml;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every adapter promises of its {@code integration.yaml}. */
public interface IntegrationContract {

    /** All of the adapter's handlers. */
    List<EventHandler<?>> handlers();

    /** First word of the codes of failures at its downstream system: {@code shipbob}. */
    String system();

    /** Codes of its own: what it throws beyond what a call over HTTP can end with. */
    List<String> codes();

    @Test
    default void listsTheEventsThatItActsOn() {
        assertThat(entry().events())
                .containsExactlyInAnyOrderElementsOf(handlers().stream()
                        .map(handler -> handler.type().name())
                        .toList());
    }

    @Test
    default void explainsEveryCodeThatItEndsWith() {
        Stream<String> atTheSystem = Stream.of("unavailable", "rate-limited", "unauthorized", "no-answer", "rejected")
                .map(end -> system() + "-" + end);
        Stream<String> inTheRuntime = Stream.of(
                "attempt-timeout",
                "deadline-passed",
                "effect-absent",
                "sequence-conflict",
                "unexpected-failure",
                "unreadable-event");

        assertThat(entry().failureModes())
                .extracting(FailureMode::code)
                .containsExactlyInAnyOrderElementsOf(Stream.of(atTheSystem, inTheRuntime, codes().stream())
                        .flatMap(each -> each)
                        .toList());
    }

    private static CatalogueEntry entry() {
        return new IntegrationYaml().read();
    }
}
