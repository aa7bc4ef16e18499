package io.throughline.dashboard.web;

import io.throughline.dashboard.ledger.Window;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** Sends the overview to every open tab: rendered once per tick and window, however many look. */
@Controller
class LiveFigures {

    private static final Logger LOG = LoggerFactory.getLogger(LiveFigures.class);

    private final OverviewView view;
    private final ITemplateEngine templates;
    private final LiveProperties properties;
    private final Map<Window, Set<Viewer>> viewers;

    LiveFigures(OverviewView view, ITemplateEngine templates, LiveProperties properties) {
        this.view = view;
        this.templates = templates;
        this.properties = properties;
        this.viewers = Stream.of(Window.values())
                .collect(Collectors.toUnmodifiableMap(window -> window, window -> ConcurrentHashMap.newKeySet()));
    }

    @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter open(@RequestParam(defaultValue = "24h") String window) {
        if (viewers.values().stream().mapToInt(Set::size).sum() >= properties.maxStreams()) {
            throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, "Too many tabs are open");
        }
        Set<Viewer> watching = watching(Window.named(window).orElse(Window.DAY));
        Viewer viewer = new Viewer(new SseEmitter(properties.longest().toMillis()), new AtomicBoolean());
        viewer.stream.onCompletion(() -> watching.remove(viewer));
        viewer.stream.onTimeout(viewer.stream::complete);
        watching.add(viewer);
        return viewer.stream;
    }

    @Scheduled(fixedDelayString = "${throughline.dashboard.live.every}")
    void tick() {
        for (Window window : Window.values()) {
            Set<Viewer> watching = watching(window);
            if (!watching.isEmpty()) {
                String figures = rendered(window);
                watching.forEach(viewer -> viewer.send(figures, watching));
            }
        }
    }

    /** The web server waits for requests that are under way, and a stream always is. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        viewers.values().forEach(watching -> watching.forEach(viewer -> viewer.stream.complete()));
    }

    private Set<Viewer> watching(Window window) {
        return viewers.getOrDefault(window, Set.of());
    }

    /** In one line: a stream's messages end with theirs. */
    private String rendered(Window window) {
        return templates
                .process("overview", Set.of("figures"), new Context(Locale.ENGLISH, view.of(window)))
                .lines()
                .map(String::strip)
                .collect(Collectors.joining(" "));
    }

    /** One tab. Who reads slowly misses a tick; nobody else waits for him. */
    private record Viewer(SseEmitter stream, AtomicBoolean sending) {

        void send(String figures, Set<Viewer> watching) {
            if (sending.compareAndSet(false, true)) {
                Thread.startVirtualThread(() -> write(figures, watching));
            }
        }

        private void write(String figures, Set<Viewer> watching) {
            try {
                stream.send(SseEmitter.event().name("figures").data(figures));
            } catch (IOException | IllegalStateException gone) {
                LOG.atDebug().setCause(gone).log("stream.gone");
                watching.remove(this);
            } finally {
                sending.set(false);
            }
        }
    }
}
