package io.throughline.ingest.receive;

import io.throughline.backbone.database.GroupWriter;
import io.throughline.ingest.IngestProperties;
import io.throughline.ingest.receive.Refusal.Cause;
import io.throughline.ingest.store.NewWebhook;
import io.throughline.ingest.store.Receipt;
import io.throughline.ingest.store.Webhooks;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Writes webhooks down, many in one commit, and returns when that commit is done. */
@Component
class WebhookWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookWriter.class);

    private static final String TRY_LATER = "The webhook was not written down. Send it again later.";

    private final GroupWriter<NewWebhook, Receipt> group;
    private final IngestProperties.Writer limits;

    WebhookWriter(Webhooks webhooks, IngestProperties properties) {
        this.limits = properties.writer();
        this.group = new GroupWriter<>(
                new GroupWriter.Limits("write-webhooks", limits.capacity(), limits.maxBatch()),
                webhooks::record,
                webhooks::quarantine);
    }

    /**
     * Returns once all of these are committed. Where only some are, that is told as none: sent again, those are known.
     *
     * @throws Refusal when they may not be: sending them again is the remedy, and harmless
     */
    List<Receipt> write(List<NewWebhook> webhooks) {
        if (webhooks.size() > limits.maxBatch()) {
            throw new Refusal(Cause.TOO_LARGE, "Send at most " + limits.maxBatch() + " events in one request.");
        }
        try {
            List<CompletableFuture<Receipt>> written =
                    webhooks.stream().map(group::submit).toList();
            CompletableFuture.allOf(written.toArray(CompletableFuture[]::new))
                    .get(limits.timeout().toMillis(), TimeUnit.MILLISECONDS);
            return written.stream().map(CompletableFuture::join).toList();
        } catch (ExecutionException | TimeoutException | RejectedExecutionException | CancellationException failure) {
            LOG.atWarn()
                    .addKeyValue("throughline.shop", webhooks.getFirst().shop())
                    .setCause(failure)
                    .log("webhook.not-written");
            throw new Refusal(Cause.STORE_UNAVAILABLE, TRY_LATER, failure);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new Refusal(Cause.STORE_UNAVAILABLE, TRY_LATER, stopping);
        }
    }

    @Override
    public void close() {
        group.close();
    }
}
