package io.throughline.stack.check;

import io.throughline.stack.database.TextSearch;
import io.throughline.stack.parts.Service;
import io.throughline.stack.parts.Stack;
import io.throughline.stack.process.StackException;
import io.throughline.stub.storefront.Sale;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Looks for the buyers, their addresses and notes wherever the system has no need of them. */
final class Privacy {

    /** The log of events and the snapshots are the order; raw bodies are encrypted, and so not among them. */
    private static final Set<String> INGEST_NEEDS = Set.of("order_state.snapshot", "order_event.body");

    /** Until it is finished. */
    private static final Set<String> ADAPTER_NEEDS = Set.of("delivery.body");

    private final Stack stack;
    private final Set<String> texts = new TreeSet<>();

    Privacy(Stack stack, Collection<Story> told) {
        this.stack = stack;
        told.stream()
                .flatMap(story -> story.news().stream())
                .map(Sale::personalTexts)
                .forEach(texts::addAll);
    }

    /** Where one of them stands and should not. */
    List<String> findings() {
        List<String> found = new ArrayList<>();
        for (Service service : stack.lineup().services()) {
            found.addAll(columns(service));
            if (isPersonal(metrics(service))) {
                found.add("in the metrics of " + service.module());
            }
        }
        logs().filter(log -> isPersonal(read(log))).forEach(log -> found.add("in " + log.getFileName()));
        return found;
    }

    /** A search that does not even find them where they must be has looked at nothing. */
    private List<String> columns(Service service) {
        List<String> columns = new TextSearch(stack.postgres(), service.database()).columnsWith(texts);
        if (service.equals(Service.INGEST) && !columns.containsAll(INGEST_NEEDS)) {
            return List.of("not found in " + INGEST_NEEDS + " of ingest either, but in " + columns);
        }
        return columns.stream()
                .filter(column -> !needs(service).contains(column))
                .map(column -> "in " + service.database() + "." + column)
                .toList();
    }

    private static Set<String> needs(Service service) {
        if (service.equals(Service.INGEST)) {
            return INGEST_NEEDS;
        }
        return service.equals(Service.DASHBOARD) ? Set.of() : ADAPTER_NEEDS;
    }

    private boolean isPersonal(String text) {
        return texts.stream().anyMatch(text::contains);
    }

    private Stream<Path> logs() {
        try (Stream<Path> files = Files.list(stack.folders().logs())) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private String metrics(Service service) {
        HttpRequest request = HttpRequest.newBuilder(
                        stack.ports().uri(service.management()).resolve("/actuator/prometheus"))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException unreachable) {
            throw new StackException("The metrics of " + service.module() + " cannot be read", unreachable);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new StackException("Stopped while reading metrics", stopping);
        }
    }
}
