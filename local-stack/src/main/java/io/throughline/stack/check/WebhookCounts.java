package io.throughline.stack.check;

import io.throughline.stack.database.IngestTables;
import java.util.List;
import java.util.Map;

/**
 * How many webhooks ended in which way.
 *
 * @param accepted written down, quarantined ones included
 * @param duplicate answered as accepted without being written down again
 */
record WebhookCounts(
        long sent, long accepted, long duplicate, long quarantined, long refused, long events, long noChange) {

    static WebhookCounts expected(List<Story> stories) {
        List<Post> genuine = stories.stream()
                .flatMap(story -> story.posts().stream())
                .filter(post -> post.status() == 200)
                .toList();
        List<Post> forged = stories.stream()
                .flatMap(story -> story.posts().stream())
                .filter(post -> post.status() != 200)
                .toList();
        long refused = times(forged);
        long quarantined = stories.stream().mapToLong(Story::quarantined).sum();
        long noChange = stories.stream().mapToLong(Story::noChange).sum();
        return new WebhookCounts(
                times(genuine) + refused,
                genuine.size(),
                times(genuine) - genuine.size(),
                quarantined,
                refused,
                genuine.size() - quarantined - noChange,
                noChange);
    }

    private static long times(List<Post> posts) {
        return posts.stream().mapToLong(Post::times).sum();
    }

    static WebhookCounts observed(Teller teller, IngestTables ingest) {
        Map<String, Long> ends = ingest.ends();
        long accepted = ingest.accepted();
        return new WebhookCounts(
                teller.sent(),
                accepted,
                teller.accepted() - accepted,
                ends.getOrDefault("quarantined", 0L),
                ingest.refused(),
                ends.getOrDefault("events", 0L),
                ends.getOrDefault("no-change", 0L));
    }
}
