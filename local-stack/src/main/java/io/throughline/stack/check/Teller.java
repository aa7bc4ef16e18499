package io.throughline.stack.check;

import io.throughline.stack.process.StackException;
import io.throughline.stub.storefront.WebhookSender;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends the stories' webhooks as storefronts do: many orders at once, each order's in their order. */
final class Teller {

    private static final int CONNECTIONS = 8;
    private static final int TRIES = 20;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

    private final WebhookSender sender;
    private final Semaphore connections = new Semaphore(CONNECTIONS);
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final Queue<String> surprises = new ConcurrentLinkedQueue<>();

    Teller(WebhookSender sender) {
        this.sender = sender;
    }

    /** Tells all of them and returns when every webhook has its answer. */
    void tell(List<Story> stories) {
        try (ExecutorService tellers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> told = new ArrayList<>();
            for (Story story : stories) {
                told.add(tellers.submit(() -> {
                    connections.acquire();
                    try {
                        story.posts().forEach(post -> post(story, post));
                    } finally {
                        connections.release();
                    }
                    return story;
                }));
            }
            await(told);
        }
    }

    private void post(Story story, Post post) {
        if (!post.atOnce()) {
            for (int time = 0; time < post.times(); time++) {
                send(story, post);
            }
            return;
        }
        try (ExecutorService twins = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> sending = new ArrayList<>();
            for (int time = 0; time < post.times(); time++) {
                sending.add(twins.submit(() -> send(story, post)));
            }
            await(sending);
        }
    }

    private void send(Story story, Post post) {
        sent.incrementAndGet();
        int status = answer(post);
        if (status == 200) {
            accepted.incrementAndGet();
        } else if (status == 401) {
            refused.incrementAndGet();
        }
        if (status != post.status()) {
            surprises.add(
                    "a webhook of '%s' is answered %d instead of %d".formatted(story.title(), status, post.status()));
        }
    }

    /** A storefront sends again when it is told to come back, or is told nothing. */
    private int answer(Post post) {
        int status = 0;
        for (int attempt = 0; attempt < TRIES && (status == 0 || status == 503); attempt++) {
            try {
                if (attempt > 0) {
                    Thread.sleep(BETWEEN_TRIES);
                }
                status = sender.send(post.webhook());
            } catch (IOException unanswered) {
                status = 0;
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                return 0;
            }
        }
        return status;
    }

    private static void await(List<Future<?>> all) {
        try {
            for (Future<?> one : all) {
                one.get();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new StackException("Stopped while sending", stopping);
        } catch (ExecutionException bug) {
            throw new IllegalStateException("A webhook cannot be sent", bug);
        }
    }

    int sent() {
        return sent.get();
    }

    /** Answered 200. */
    int accepted() {
        return accepted.get();
    }

    /** Answered 401. */
    int refused() {
        return refused.get();
    }

    /** Answers that were not the expected ones, a line each. */
    List<String> surprises() {
        return List.copyOf(surprises);
    }
}
