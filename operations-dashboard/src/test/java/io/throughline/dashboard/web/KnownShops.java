package io.throughline.dashboard.web;

import io.throughline.dashboard.intake.StubIngest;
import java.time.Duration;
import java.time.Instant;

/** A shop that is well, one that is not, days of both, and webhooks that were not taken; as ingest tells of them. */
final class KnownShops {

    private KnownShops() {}

    static void fill(StubIngest ingest, Instant now) {
        Instant hourAgo = now.minus(Duration.ofHours(1));
        ingest.knows("/admin/reconciliation", """
                [{"source":"shopify","shop":"demo-shop","watermark":"%1$s","dueAt":"%1$s","polledAt":"%1$s","failures":0,
                  "gaps":12,"repairedGaps":12,"openGaps":0,"disabledTopics":0},
                 {"source":"woocommerce","shop":"tea-house","watermark":"%1$s","dueAt":"%1$s","failures":4,
                  "code":"fetch-unauthorized","gaps":3,"repairedGaps":1,"openGaps":2,"oldestGap":"%1$s",
                  "disabledTopics":1}]
                """.formatted(hourAgo));
        ingest.knows("/admin/reconciliation/gaps", """
                [{"gapId":813,"source":"woocommerce","shop":"tea-house","orderKey":"woocommerce:tea-house:902",
                  "version":"%1$s","foundAt":"%1$s","webhookId":"01990000-0000-7000-8000-00000000c003",
                  "cause":"modified"},
                 {"gapId":812,"source":"shopify","shop":"demo-shop","orderKey":"shopify:demo-shop:901",
                  "version":"%1$s","foundAt":"%1$s","webhookId":"01990000-0000-7000-8000-00000000c004",
                  "cause":"missing","day":"2026-11-25","repairedAt":"%1$s"}]
                """.formatted(hourAgo));
        ingest.knows("/admin/reconciliation/days", """
                [{"source":"shopify","shop":"demo-shop","day":"2026-11-25","beginsAt":"2026-11-25T00:00:00Z",
                  "endsAt":"2026-11-26T00:00:00Z","checks":2,"checkedAt":"%1$s","dueAt":"%1$s","agreedAt":"%1$s",
                  "sums":[{"currency":"EUR","listed":412,"listedMinor":3104455,"held":412,"heldMinor":3104455}],
                  "differences":{"missing":0,"behind":0,"differing":0,"gone":0,"moved":0},"found":5,"repaired":5},
                 {"source":"woocommerce","shop":"tea-house","day":"2026-11-25","beginsAt":"2026-11-25T00:00:00Z",
                  "endsAt":"2026-11-26T00:00:00Z","checks":1,"checkedAt":"%1$s","dueAt":"%1$s","code":"too-many-gone",
                  "sums":[{"currency":"JPY","listed":1,"listedMinor":1999,"held":31,"heldMinor":61969}],
                  "differences":{"missing":1,"behind":0,"differing":0,"gone":31,"moved":0},"found":1,"repaired":0},
                 {"source":"woocommerce","shop":"tea-house","day":"2026-11-24","beginsAt":"2026-11-24T00:00:00Z",
                  "endsAt":"2026-11-25T00:00:00Z","checks":0,"dueAt":"%1$s","sums":[],
                  "differences":{"missing":0,"behind":0,"differing":0,"gone":0,"moved":0},"found":0,"repaired":0}]
                """.formatted(hourAgo));
        ingest.knows("/admin/quarantine", """
                [{"source":"shopify","shop":"demo-shop","code":"topic-not-supported","webhooks":1204,"oldest":"%1$s",
                  "newest":"%1$s"},
                 {"source":"woocommerce","shop":"tea-house","code":"mapping-failed","webhooks":1,"oldest":"%1$s",
                  "newest":"%1$s"}]
                """.formatted(hourAgo));
        ingest.knows("/admin/concerns", """
                {"quarantined":0,"conflicting":0,"sends":[],"refusing":[{"source":"shopify","shop":"demo-shop"}],
                 "missed":[]}
                """);
        ingest.knows("/admin/conflicts", """
                [{"id":"01990000-0000-7000-8000-00000000c001","webhookId":"01990000-0000-7000-8000-00000000c002",
                  "source":"shopify","shop":"demo-shop","topic":"orders/updated","times":2,"firstAt":"%1$s",
                  "lastAt":"%1$s"}]
                """.formatted(hourAgo));
        ingest.knows("/admin/refusals", """
                [{"source":"shopify","shop":"demo-shop","cause":"bad-signature","requests":12,"firstAt":"%1$s",
                  "lastAt":"%1$s"}]
                """.formatted(hourAgo));
    }
}
