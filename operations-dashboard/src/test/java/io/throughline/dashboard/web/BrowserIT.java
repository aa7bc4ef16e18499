package io.throughline.dashboard.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.throughline.dashboard.Events;
import io.throughline.dashboard.intake.StubIngest;
import io.throughline.dashboard.ledger.Alert;
import io.throughline.dashboard.ledger.Finding.Subject;
import io.throughline.dashboard.ledger.Incident;
import io.throughline.dashboard.ledger.Incident.Course;
import io.throughline.dashboard.ledger.Incident.Since;
import io.throughline.dashboard.ledger.Incident.Worth;
import io.throughline.dashboard.ledger.SeenEvent;
import io.throughline.dashboard.ledger.Severity;
import io.throughline.dashboard.ledger.Stake;
import io.throughline.dashboard.store.AlertStore;
import io.throughline.dashboard.store.CommandStore;
import io.throughline.dashboard.store.EventStore;
import io.throughline.dashboard.store.LedgerFixture;
import io.throughline.dashboard.store.OutcomeStore;
import io.throughline.events.EventEnvelope;
import io.throughline.events.command.Authority;
import io.throughline.events.command.RetrySet;
import io.throughline.events.command.Selection;
import io.throughline.events.order.Money;
import io.throughline.events.outcome.Announcement;
import io.throughline.events.outcome.Answer;
import io.throughline.events.outcome.AttemptCount;
import io.throughline.events.outcome.CommandAnswer;
import io.throughline.events.outcome.CommandAnswers;
import io.throughline.events.outcome.DeliveryOutcome;
import io.throughline.events.outcome.Exchange;
import io.throughline.events.outcome.Heartbeat;
import io.throughline.events.outcome.OutcomeBatch;
import io.throughline.events.outcome.OutcomeMessage;
import io.throughline.events.outcome.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** What a person sees and does, in a real browser, against what the database says. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "spring.cloud.azure.servicebus.connection-string=Endpoint=sb://127.0.0.1:1;SharedAccessKeyName=none;"
                    + "SharedAccessKey=bm9uZQ==;UseDevelopmentEmulator=true"
        })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DirtiesContext
class BrowserIT {

    static final String CAUSE = "3f0c9a517be2d846";
    static final UUID SET = UUID.fromString("5b1f8e0e-0000-4000-8000-000000000001");

    static final StubIngest INGEST = new StubIngest();

    static final Path PASSWORD = Path.of("target/browser-password");
    static final Path SECOND = Path.of("target/browser-second-password");

    @Autowired
    EventStore events;

    @Autowired
    OutcomeStore outcomes;

    @Autowired
    CommandStore commands;

    @Autowired
    AlertStore alerts;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    Browser browser;

    @TestConfiguration
    static class Parts {

        @Bean
        JdbcConnectionDetails database() {
            return LedgerFixture.TABLES.copy();
        }
    }

    @DynamicPropertySource
    static void passwordFile(DynamicPropertyRegistry registry) {
        registry.add("throughline.dashboard.password-file", () -> PASSWORD);
        registry.add("throughline.dashboard.login.accounts[0].name", () -> "second");
        registry.add("throughline.dashboard.login.accounts[0].role", () -> "approver");
        registry.add("throughline.dashboard.login.accounts[0].password-file", () -> SECOND);
        registry.add("throughline.dashboard.results.every", () -> "1s");
        registry.add("throughline.dashboard.catalogue.settling", () -> "0s");
        registry.add("throughline.dashboard.catalogue.silent-after", () -> "1h");
        registry.add("throughline.dashboard.log.timeout", () -> "30s");
        registry.add("throughline.dashboard.log.base-url", INGEST::address);
        registry.add("throughline.dashboard.log.token", () -> StubIngest.TOKEN);
    }

    @BeforeAll
    void logsIn() throws Exception {
        fill();
        browser = Browser.open("http://127.0.0.1:" + port);
        logIn("operator", PASSWORD);
    }

    private void logIn(String name, Path password) throws Exception {
        browser.run("""
                await path("/");
                await page.getByLabel("Name").fill("%s");
                await page.getByLabel("Password").fill("%s");
                await page.getByLabel("Password").press("Enter");
                await page.getByRole("heading", { name: "Overview" }).waitFor();
                """.formatted(name, Files.readString(password).strip()));
    }

    private void logOut() {
        browser.run("""
                await page.getByRole("button", { name: "Log out" }).click();
                await page.getByLabel("Password").waitFor();
                """);
    }

    @AfterAll
    void closes() throws Exception {
        if (browser != null) {
            browser.close();
        }
        INGEST.close();
    }

    /** Three orders parked for one cause, one for another, one delivered; and a set that is under way. */
    private void fill() {
        Instant now = Instant.now();
        KnownShops.fill(INGEST, now);
        TwoOrders.fill(events, outcomes, now);
        for (int order = 11; order <= 13; order++) {
            var event = Events.placed(order, now.minusSeconds(80));
            INGEST.append(event);
            events.record(List.of(SeenEvent.of(event, null)));
            outcomes.record(List.of(
                    new OutcomeBatch(Events.FULFILLMENT, order, List.of(parked(order, event, now.minusSeconds(70))))));
        }
        commands.append(new RetrySet(
                SET,
                Events.FULFILLMENT,
                new Authority("first-shift", "operator", "The SKU exists now"),
                new Selection(null, "deadline-passed", null, null)));
        events.record(List.of(
                SeenEvent.of(Events.changed(11, 3, now.minusSeconds(60)), null),
                SeenEvent.of(Events.paid(11, now.minusSeconds(60)), null)));
        answer(SET, now, 20, Answer.DONE, Answer.DONE, Answer.FAILED);
        alert(now);
        changeAndStumble(now);
    }

    /** Another release half an hour ago, then a breaker that opened, half-opened and closed, and a pause. */
    private void changeAndStumble(Instant now) {
        outcomes.record(List.of(
                released(now.minusSeconds(3000), "1.3.0", "9f86d081884c"),
                released(now.minusSeconds(1800), "1.4.0", "2c26b46b68ff")));
        List<OutcomeMessage> beats = new ArrayList<>();
        for (int minute = 1; minute < 45; minute++) {
            String breaker = minute < 20 || minute > 26 ? "closed" : minute == 23 ? "half-open" : "open";
            beats.add(new Heartbeat(
                    Events.FULFILLMENT,
                    "one",
                    now.minusSeconds(60L * minute),
                    minute % 9,
                    minute % 5,
                    2,
                    3,
                    null,
                    breaker,
                    minute > 35 && minute < 40,
                    null,
                    null,
                    new AttemptCount(20 + minute, minute % 4, 400L * minute, 900 + 10L * minute)));
        }
        outcomes.record(beats);
    }

    private static Announcement released(Instant at, String version, String configuration) {
        Announcement known = Events.announcement(Events.FULFILLMENT, at);
        return new Announcement(known.integration(), known.instance(), at, known.entry(), version, configuration);
    }

    /** The first told what was sent beside the event, the last what could not be compared. */
    private static DeliveryOutcome parked(int order, EventEnvelope<?> event, Instant at) {
        DeliveryOutcome parked = Events.parkedFor(CAUSE, event, at);
        return switch (order) {
            case 11 -> Events.telling(Events.exchange("SKU-11-" + "LONG".repeat(600)), 1, parked);
            case 13 ->
                Events.telling(
                        new Exchange("POST /soap", List.of(), 0, List.of(), "<to>***</to>", "not-json", null, null),
                        1,
                        parked);
            default -> parked;
        };
    }

    /** One that goes on, because its deliveries are parked; one of the dashboard, which hears nobody; one that ended. */
    private void alert(Instant now) {
        Stake stake = new Stake(4L, List.of(new Money("EUR", 4 * 1999, 2)));
        fire(Alert.PARKED_DELIVERIES, Events.FULFILLMENT, new Course(Severity.WARNING, now, null, null), stake);
        fire(Alert.LEDGER_BLIND, "operations-dashboard", new Course(Severity.CRITICAL, now, null, null), Stake.UNKNOWN);
        Instant ended = now.minusSeconds(7200);
        fire(
                Alert.DOWNSTREAM_FAILING,
                Events.FULFILLMENT,
                new Course(Severity.CRITICAL, ended.minusSeconds(1500), ended, ended),
                stake);
    }

    private void fire(Alert alert, String integration, Course course, Stake stake) {
        String failure = alert == Alert.PARKED_DELIVERIES ? CAUSE : null;
        Worth worth = new Worth("What is wrong, in plain words.", "The likely cause.", failure, stake, stake, null);
        alerts.save(new Incident(UUID.randomUUID(), new Subject(alert, integration, ""), Since.NEVER, course, worth));
    }

    /** What the integration says of a set: how many there are, and what became of some. */
    private void answer(UUID set, Instant now, int total, Answer... each) {
        List<CommandAnswer> answers = new ArrayList<>();
        answers.add(new CommandAnswer(set, null, null, Answer.ACCEPTED, null, total, now));
        for (int order = 1; order <= each.length; order++) {
            answers.add(new CommandAnswer(set, Events.orderRef(order), 1, each[order - 1], null, null, now));
        }
        outcomes.record(List.of(new CommandAnswers(Events.FULFILLMENT, 1, answers)));
    }

    @ParameterizedTest
    @CsvSource({
        "overview, /",
        "parked, /parked",
        "failures, /failures",
        "failures-resolved, /failures?state=resolved",
        "alerts, /alerts",
        "failure, /failures/fulfillment-adapter/3f0c9a517be2d846",
        "set, /sets/5b1f8e0e-0000-4000-8000-000000000001",
        "parked-of-one-cause, /parked?integration=fulfillment-adapter&cause=3f0c9a517be2d846",
        "audit, /audit",
        "approvals, /approvals",
        "catalogue, /catalogue",
        "slo, /slo",
        "results, /results",
        "handover, /handover",
        "handover-of-nothing, /handover?since=2099-01-01T00:00:00Z",
        "results-of-no-month, /results?month=2019-01",
        "runbooks, /runbooks",
        "runbook, /runbooks/ParkedDeliveries",
        "integration, /integrations/fulfillment-adapter",
        "message, /deliveries/fulfillment-adapter/01990000-0000-7000-8000-00000000000b/1",
        "message-differing, /deliveries/fulfillment-adapter/01990000-0000-7000-8000-00000000000b/1?only=differing",
        "message-not-told, /deliveries/fulfillment-adapter/01990000-0000-7000-8000-00000000000c/1",
        "message-not-json, /deliveries/fulfillment-adapter/01990000-0000-7000-8000-00000000000d/1",
        "order, /orders/shopify:demo-shop:5001",
        "unknown-order, /orders/shopify:demo-shop:1",
        "search, /search?term=nothing",
        "search-many, /search?term=shopify:demo-shop",
        "order-held, /orders/shopify:demo-shop:5011",
        "reconciliation, /reconciliation",
        "quarantine, /quarantine",
        "error, /nowhere",
    })
    void everyPageCanBeReadByEverybodyInBothThemesAndWidths(String name, String address) {
        var found = browser.run("""
                complaints.length = 0;
                await path("%s");
                const found = [];
                for (const theme of ["light", "dark"]) {
                    for (const width of [1280, 390]) {
                        await look(theme, width);
                        await shot(`%s-${theme}-${width}`);
                        const wider = await page.evaluate(() => document.documentElement.scrollWidth) - width;
                        if (wider > 0) found.push(`${theme} ${width}: ${wider} pixels beyond the edge`);
                    }
                    const wrong = theme === "light" ? await violations() : await miscoloured();
                    found.push(...wrong.map((one) => theme + ": " + one));
                }
                return found.concat(complaints.filter((one) => !one.includes("status of 404")));
                """.formatted(address, name));

        assertThat(found).isEmpty();
    }

    @Test
    void theBannerSaysWhatTheDatabaseSays() {
        var parked = jdbc.sql("select count(*) from delivery where result = 'parked'")
                .query(String.class)
                .single();
        var open = jdbc.sql("select count(distinct orderref) from owed")
                .query(String.class)
                .single();

        var said = browser.run("""
                await path("/");
                return Object.fromEntries(await page.locator(".banner > div").evaluateAll((figures) => figures.map(
                    (one) => [one.querySelector("dt").textContent, one.querySelector("dd > span").textContent])));
                """);

        assertThat(said.get("Parked").asString()).isEqualTo(parked);
        assertThat(said.get("Orders open").asString()).isEqualTo(open);
    }

    @Test
    void thePageAndAllThatItNamesFitInto100Kilobytes() {
        var bytes = browser.run("""
                await path("/");
                return await page.evaluate(() => ["navigation", "resource"]
                    .flatMap((type) => performance.getEntriesByType(type))
                    .filter((entry) => !entry.name.includes("/stream"))
                    .reduce((sum, entry) => sum + entry.encodedBodySize, 0));
                """).asInt();

        assertThat(bytes).isBetween(10_000, 100 * 1024);
    }

    @Test
    void shopsAreShownAsIngestTellsOfThemAndItIsSaidWhenItDoesNotAnswer() {
        assertThat(browser.text("""
                await path("/reconciliation");
                return await page.locator("main").innerText();
                """))
                .contains("412 orders, EUR 31,044.55 listed and held")
                .contains("1 order, JPY 1,999 listed; 31, JPY 61,969 held")
                .contains("1 missing here, 31 not listed", "too-many-gone", "fetch-unauthorized")
                .containsSubsequence("Missed webhooks", "woocommerce:tea-house:902", "open", "modified")
                .containsSubsequence("shopify:demo-shop:901", "repaired", "missing", "Days");
        assertThat(browser.text("""
                await path("/quarantine");
                return await page.locator("main").innerText();
                """))
                .contains("1,204 webhooks", "mapping-failed", "bad-signature", "12 requests", "orders/updated");
        assertThat(browser.run("""
                const of = async (name) => (await page.request.get("/api/" + name)).json();
                const [found, kept] = [await of("reconciliation"), await of("quarantine")];
                return [found.shops, found.gaps, found.days, kept.quarantined, kept.conflicts, kept.refusals].map((one) => one.length);
                """).toString()).isEqualTo("[2,2,3,2,1,1]");

        INGEST.isDown(true);
        try {
            assertThat(browser.text("""
                    await path("/quarantine");
                    return await page.getByRole("alert").innerText();
                    """)).contains("does not answer");
        } finally {
            INGEST.isDown(false);
        }
    }

    @Test
    void whatIngestTellsOfAShopIsAnAlert() {
        assertThat(browser.text("""
                await path("/alerts");
                const jump = page.getByText("shopify/demo-shop");
                for (let look = 0; look < 100 && !(await jump.isVisible()); look++) {
                    await page.waitForTimeout(300);
                    await page.reload();
                }
                return await page.locator("main").innerText();
                """)).contains("RefusalsJump", "a secret that is not configured here");
    }

    @Test
    void whatOneCausePutAsideIsUnderstoodAgainOnSomebodysWord() {
        assertThat(browser.text("""
                await path("/quarantine");
                const one = page.locator("li", { hasText: "mapping-failed" });
                await one.getByLabel("What was mended").fill("the mapping reads it now");
                await one.getByRole("button", { name: "Understand again" }).click();
                return await page.getByRole("status").innerText();
                """)).contains("ingest understands them once more");
        assertThat(jdbc.sql("""
                        select a.actor || ' ' || a.reason || ' ' || convert_from(d.body, 'UTF8')
                        from audit a join command_document d using (command_id) where a.kind = 'reprocess-webhooks'
                        """).query(String.class).list())
                .singleElement()
                .asString()
                .startsWith("operator the mapping reads it now ")
                .contains("\"order-ingest-service\"", "\"woocommerce\"", "\"tea-house\"", "\"mapping-failed\"");
    }

    @Test
    void anOpenPageFollowsTheDatabaseByItself() {
        browser.run("""
                await path("/?window=1h");
                await page.locator(".card").getByText("Parked", { exact: true }).first().waitFor();
                """);
        var three = Events.placed(3, Instant.now().minusSeconds(20));
        outcomes.record(List.of(new OutcomeBatch(
                Events.FULFILLMENT, 3, List.of(Events.outcome(three, Result.DELIVERED, Instant.now())))));
        var finished = jdbc.sql("select sum(delivered) from history where span = 'minute'")
                .query(String.class)
                .single();

        browser.run("""
                await page.locator("article small", { hasText: "%s finished" }).waitFor();
                """.formatted(finished));
        assertThat(browser.text("return await page.locator('.trend svg').first().getAttribute('aria-label')"))
                .startsWith(finished + " finished");
    }

    @Test
    void aCauseIsTriedAgainByTypingHowManyThereAre() {
        var atStake = jdbc.sql("""
                        select to_char(sum(e.total_minor) / 100.0, 'FM999,990.00') from delivery d
                        join event e on e.orderref = d.orderref and e.orderseq = d.orderseq
                        where d.result = 'parked' and d.fingerprint = :cause
                        """).param("cause", CAUSE).query(String.class).single();

        browser.run("""
                await path("/failures");
                await page.locator("article", { hasText: "3 deliveries of 3 orders" }).getByText("EUR %s").waitFor();
                await page.locator("article", { hasText: "3 deliveries of 3 orders" }).locator("h2 a").click();
                await page.getByLabel("Reason").fill("The SKU exists now");
                await page.getByLabel("Type 3 to confirm").fill("4");
                await page.getByRole("button", { name: "Retry 3 deliveries" }).click();
                await page.getByRole("alert").getByText("Nothing was sent: type 3 to confirm").waitFor();
                """.formatted(atStake));
        assertThat(sets()).containsExactly(SET);

        browser.run("""
                await page.getByLabel("Reason").fill("The SKU exists now");
                await page.getByLabel("Type 3 to confirm").fill("3");
                await page.getByRole("button", { name: "Retry 3 deliveries" }).click();
                await page.getByText("The integration has not answered yet").waitFor();
                """);
        assertThat(sets()).hasSize(2);

        answer(sets().getLast(), Instant.now(), 3, Answer.DONE, Answer.FAILED);
        browser.run("""
                await page.getByText("2 of 3 deliveries").waitFor();
                await page.getByText("running").waitFor();
                await page.getByLabel("Reason").fill("They ask for an hour");
                await page.getByRole("button", { name: "Pause" }).click();
                await page.getByText("obeys within seconds").waitFor();
                """);
        assertThat(jdbc.sql("select reason from audit where kind = 'steer-set'")
                        .query(String.class)
                        .list())
                .containsExactly("They ask for an hour");
    }

    @Test
    void whatIsDeliveredAndAbsentIsListedAsTheDatabaseHasItAndDecidedThere() {
        Instant now = Instant.now();
        for (int order = 21; order <= 23; order++) {
            var event = Events.placed(order, now.minusSeconds(80));
            var reported = Events.outcome(event, Result.DELIVERED, now.minusSeconds(70));
            events.record(List.of(SeenEvent.of(event, null)));
            outcomes.record(List.of(
                    new OutcomeBatch(Events.FULFILLMENT, order, List.of(reported)),
                    Events.absent(Events.FULFILLMENT, reported, now.minusSeconds(order))));
        }
        events.record(List.of(SeenEvent.of(Events.cancelled(23, 2, now), null)));
        everyPageCanBeReadByEverybodyInBothThemesAndWidths("absent", "/integrations/fulfillment-adapter");
        everyPageCanBeReadByEverybodyInBothThemesAndWidths("order-absent", "/orders/" + Events.orderKey(21));

        var said = browser.run("""
                await path("/integrations/fulfillment-adapter");
                const section = page.locator("section[aria-labelledby=absent]");
                const listed = await (await page.request.get("/api/integrations/fulfillment-adapter/absent-effects")).json();
                const rows = await section.locator("li .what > code").allInnerTexts();
                const warned = await section.locator("li", { hasText: "order.cancelled.v1 came later" }).count();
                const one = section.locator("li").last();
                await one.getByLabel("Reason").fill("They lost it");
                await one.getByRole("button", { name: "Deliver again" }).click();
                await page.getByRole("status").getByText("looks first").waitFor();
                await section.getByText("Redeliver sent").waitFor();
                await section.getByLabel("Reason for all").fill("They restored a backup");
                await section.getByRole("button", { name: "Deliver 2 again" }).click();
                await page.getByRole("status").getByText("looks first").waitFor();
                await section.getByLabel("Reason for all").fill("Settled by hand");
                await section.getByRole("button", { name: "Set 3 aside" }).click();
                await page.getByRole("status").getByText("Set aside: 3 deliveries").waitFor();
                await section.getByText("Nothing that was looked for is absent").waitFor();
                return [rows.join(), listed.map((each) => each.orderKey).join(), warned];
                """);

        assertThat(said.get(0).asString())
                .isEqualTo(said.get(1).asString())
                .isEqualTo(String.join(
                        ",",
                        jdbc.sql("select orderkey from absent_effect order by found_at")
                                .query(String.class)
                                .list()));
        assertThat(said.get(2).asInt()).isEqualTo(1);
        assertThat(jdbc.sql("select count(*) from audit where kind = 'redeliver-delivery'")
                        .query(Long.class)
                        .single())
                .isEqualTo(3);
    }

    @Test
    void anIntegrationsChartsDrawWhatTheApiTellsAndItsCallsArePaused() {
        var said = browser.run("""
                await path("/integrations/fulfillment-adapter?window=1h");
                await page.locator(".chart[data-drawn]").nth(4).waitFor();
                const canvases = await page.locator(".chart canvas").count();
                const points = await page.locator(".chart").first().getAttribute("data-drawn");
                const bytes = await page.evaluate(() => ["navigation", "resource"]
                    .flatMap((type) => performance.getEntriesByType(type))
                    .reduce((sum, entry) => sum + entry.encodedBodySize, 0));
                await page.getByLabel("Reason").fill("They move to another warehouse");
                await page.getByRole("button", { name: "Pause" }).click();
                await page.getByRole("status").getByText("obeys within seconds").waitFor();
                await page.getByLabel("Reason").fill("They have moved");
                await page.getByRole("button", { name: "Resume" }).click();
                await page.getByRole("status").getByText("obeys within seconds").waitFor();
                return [canvases, Number(points), bytes];
                """);

        assertThat(said.get(0).asInt()).isEqualTo(5);
        assertThat(said.get(1).asInt()).isEqualTo(60);
        assertThat(said.get(2).asInt()).isBetween(10_000, 100 * 1024);
        assertThat(jdbc.sql("select kind || ': ' || reason from audit where kind in "
                                + "('pause-deliveries', 'resume-deliveries') order by xid, position")
                        .query(String.class)
                        .list())
                .containsExactly(
                        "pause-deliveries: They move to another warehouse", "resume-deliveries: They have moved");
    }

    @Test
    void whatChangedCrossesEveryChartIsReadWherePointedAtAndListedInWords() {
        var said = browser.run("""
                await look("light", 1280);
                const found = { charts: [] };
                for (const [address, first] of [["/integrations/fulfillment-adapter?window=1h", 5], ["/slo", 1]]) {
                    await path(address);
                    await page.locator(".chart[data-drawn]").nth(first - 1).waitFor();
                    for (const chart of await page.locator(".chart").all()) {
                        await chart.scrollIntoViewIfNeeded();
                        const mark = await chart.locator(".change[data-kind='version']").boundingBox();
                        const plot = await chart.locator(".u-over").boundingBox();
                        await page.mouse.move(mark.x + 2, mark.y + mark.height / 2);
                        const read = await chart.locator(".note").innerText();
                        const band = await chart.locator(".band[data-kind='breaker-half-open']").boundingBox();
                        await page.mouse.move(band.x + band.width / 2, band.y + 40);
                        const shaded = await chart.locator(".note").innerText();
                        await page.mouse.move(0, 0);
                        found.charts.push({ read, shaded, after: await chart.locator(".note").isVisible(), part: (mark.x - plot.x) / plot.width });
                        found.kinds = await chart.locator(".band").evaluateAll((bands) => bands.map((one) => one.dataset.kind));
                        found.open ??= found.kinds;
                    }
                }
                await path("/integrations/fulfillment-adapter?window=1h");
                found.list = await page.locator("section", { hasText: "What changed" }).last().innerText();
                await page.locator("summary").click();
                found.stretches = await page.locator("details li").allInnerTexts();
                found.wrong = await violations();
                await shot("integration-changes");
                await look("dark", 390);
                await shot("integration-changes-dark-390");
                found.wrong.push(...(await miscoloured()));
                return found;
                """);

        assertThat(said.get("charts")).hasSize(6).allSatisfy(chart -> {
            assertThat(chart.get("read").asString()).startsWith("version 1.3.0 → 1.4.0, configuration changed");
            assertThat(chart.get("shaded").asString()).contains("breaker half-open");
            assertThat(chart.get("after").asBoolean()).isFalse();
        });
        assertThat(said.get("charts").get(0).get("part").asDouble()).isBetween(0.3, 0.55);
        assertThat(said.get("open").valueStream().map(JsonNode::asString))
                .contains("paused", "breaker-half-open", "breaker-open");
        assertThat(said.get("list").asString())
                .containsSubsequence("Version", "1.3.0 → 1.4.0", "Configuration changed", "9f86d081884c");
        assertThat(said.get("stretches").valueStream().map(JsonNode::asString))
                .anySatisfy(one -> assertThat(one).contains("Calls paused", "for 4 min"))
                .anySatisfy(one -> assertThat(one).contains("Breaker half-open", "for 1 min"));
        assertThat(said.get("wrong")).isEmpty();
    }

    @Test
    void plannedMaintenanceIsSaidOnTheOverviewUntilItIsEnded() {
        var said = browser.run("""
                const found = [];
                await path("/integrations/fulfillment-adapter");
                await page.getByLabel("Why it is planned").fill("The warehouse moves house");
                await page.getByLabel("Minutes").fill("90");
                await page.getByRole("button", { name: "Begin" }).click();
                await page.getByRole("status").getByText("notify nobody until it is over").waitFor();
                await path("/");
                found.push(await page.locator("article .maintenance").innerText());
                found.push(...(await violations()));
                await path("/integrations/fulfillment-adapter");
                await shot("maintenance");
                await page.getByLabel("Why it is over").fill("It has moved");
                await page.getByRole("button", { name: "End now" }).click();
                await page.getByRole("status").getByText("told again").waitFor();
                found.push(await page.locator(".maintenance").count());
                return found;
                """);

        assertThat(said).hasSize(2);
        assertThat(said.get(0).asString()).contains("The warehouse moves house", "operator");
        assertThat(said.get(1).asInt()).isZero();
        assertThat(jdbc.sql(
                                "select reason || ': ' || extract(epoch from until_at - at) / 60 from maintenance order by position")
                        .query(String.class)
                        .list())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("The warehouse moves house: 90");
    }

    @Test
    void theCatalogueTellsWhatIsFearedBesideWhatWasSeenAndLeadsToTheRunbook() {
        var parkings = jdbc.sql("""
                        select sum(parkings) from failure_group
                        where integration = 'fulfillment-adapter' and code = 'shipbob-rejected'
                        """).query(String.class).single();

        var title = browser.text("""
                await path("/");
                await page.getByRole("navigation").getByRole("link", { name: "Catalogue" }).click();
                await page.locator("li", { hasText: "shipbob-rejected" }).getByText("parked %s times").waitFor();
                await page.locator("li", { hasText: "shipbob-rejected" }).getByRole("link", { name: "ParkedDeliveries" }).click();
                return await page.getByRole("heading", { level: 1 }).innerText();
                """.formatted(parkings));

        assertThat(title).isEqualTo("ParkedDeliveries");
    }

    @Test
    void theOverviewNamesWhereCatalogueAndLifeDifferAndLeadsToTheCatalogue() {
        var remedy = browser.text("""
                await path("/");
                await page.locator(".drift", { hasText: "fulfillment-adapter announces another entry" }).waitFor();
                await page.locator(".drift").getByRole("link", { name: "Catalogue" }).click();
                return await page.locator(".card .drift").first().innerText();
                """);

        assertThat(remedy).contains("Roll out the adapter");
    }

    @Test
    void whatThePageSaysOfAPromiseIsWhatTheApiAndTheDatabaseSay() {
        var missed = jdbc.sql("select sum(missed) from history where span = 'hour'")
                .query(Long.class)
                .single();

        var said = browser.run("""
                await path("/slo");
                await page.locator(".chart[data-drawn='60'] canvas").first().waitFor();
                const api = await page.evaluate(async () => (await fetch("/api/slo")).json());
                const small = (label) => page.locator(".figures > div", { hasText: label }).locator("small").first().innerText();
                return [await small("Budget spent"), await small("SLA 30 d"), api[0]];
                """);

        var slo = said.get(2);
        assertThat(slo.get("budget").get("spent").asLong()).isEqualTo(missed);
        assertThat(said.get(0).asString()).startsWith(missed + " missed of ");
        assertThat(said.get(1).asString())
                .isEqualTo(slo.get("month").get("met").asLong() + " of "
                        + (slo.get("month").get("met").asLong() + missed) + " due");
    }

    @Test
    void aMonthsResultsAreThoseOfTheDatabaseBesideTheBaselineThatSomebodyEntered() {
        Instant begun = Instant.now();
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        jdbc.sql("select count(*) from month_result where integration = '' and counted_at > :begun")
                                        .param("begun", begun.atOffset(ZoneOffset.UTC))
                                        .query(Long.class)
                                        .single()
                                > 0);
        var rate = jdbc.sql("""
                        select to_char(10000.0 * count(*) filter (where d.first_parked_at is not null)
                            / count(distinct d.orderref), 'FM999,990.00') from delivery d
                        """).query(String.class).single();

        var said = browser.run("""
                await path("/results");
                await page.getByLabel("Figure").selectOption("failed-per-10000");
                await page.getByLabel("Value").fill("a lot");
                await page.getByLabel("Source").fill('=HYPERLINK("http://elsewhere")');
                await page.getByRole("button", { name: "Write down" }).click();
                await page.getByRole("alert").getByText("A value is a number").waitFor();
                await page.getByLabel("Figure").selectOption("failed-per-10000");
                await page.getByLabel("Value").fill("412.5");
                await page.getByLabel("Source").fill('=HYPERLINK("http://elsewhere")');
                await page.getByRole("button", { name: "Write down" }).click();
                await page.getByRole("status").getByText("Written down").waitFor();
                const link = await page.getByRole("link", { name: "CSV" }).getAttribute("href");
                const csv = await page.evaluate(async (link) => (await fetch(link)).text(), link);
                const wrong = await page.evaluate(async () => (await fetch("/api/results?month=none")).status);
                await path("/audit");
                return [csv, String(wrong),
                    await page.locator(".deeds > li", { hasText: "baseline-entered" }).innerText()];
                """);

        assertThat(said.get(0).asString())
                .contains(",all,failed-per-10000,,%s,,412.5,\"'=HYPERLINK(\"\"http://elsewhere\"\")\",operator,"
                        .formatted(rate.replace(",", "")))
                .contains(",fulfillment-adapter,orders,");
        assertThat(said.get(1).asString()).isEqualTo("400");
        assertThat(said.get(2).asString()).contains("operator", "failed-per-10000 412.5");
        assertThat(browser.text("""
                await path("/results");
                return (await page.locator("tr", { hasText: "Failed transmissions" }).first().innerText());
                """)).contains(rate, "412.5", "=HYPERLINK", "operator");
    }

    @Test
    void whoTakesOverIsToldWhatTheDatabaseSaysAndBeginsAnewThere() {
        var parked = jdbc.sql("select count(*) from delivery where result = 'parked'")
                .query(String.class)
                .single();
        var done = jdbc.sql("""
                        select (select count(*) from audit) + (select count(*) from failure_decision)
                            + (select count(*) from disclosure) + (select count(*) from maintenance)
                            + (select count(*) from baseline) + (select count(*) from handover)
                            + (select count(*) from approval) + (select count(*) from approval_decision)
                        """).query(Integer.class).single();

        var said = browser.run("""
                const yesterday = new Date(Date.now() - 86400000).toISOString();
                await path("/handover?since=" + yesterday);
                const section = (title) => page.getByRole("region", { name: title });
                const open = await section("Open now").getByRole("listitem").first().innerText();
                await section("Fired").waitFor();
                const failed = await section("Failed anew").getByRole("listitem").count();
                const done = await section("Done").getByRole("listitem").count();
                const text = await page.evaluate(async (since) => (await fetch("/handover?since=" + since,
                    { headers: { Accept: "text/plain" } })).text(), yesterday);
                const api = await page.evaluate(async (since) => (await fetch("/api/handover?since=" + since)).json(), yesterday);
                await page.getByRole("button", { name: "Take over" }).click();
                await page.getByRole("status").getByText("You took over").waitFor();
                await path("/handover");
                const since = await page.locator(".headline time").getAttribute("datetime");
                return [open, failed, done, text, api, since];
                """);

        assertThat(said.get(0).asString()).contains(parked + " parked");
        assertThat(said.get(1).asInt())
                .isEqualTo(jdbc.sql("select count(*) from failure_group")
                        .query(Integer.class)
                        .single())
                .isEqualTo(said.get(4).get("failed").size());
        assertThat(said.get(2).asInt()).isEqualTo(Math.min(25, done));
        assertThat(said.get(4).get("done").size()).isEqualTo(done);
        assertThat(said.get(3).asString()).startsWith("Handover\nfrom ").contains(parked + " parked");
        assertThat(Instant.parse(said.get(5).asString()))
                .isEqualTo(jdbc.sql("select max(at) as at from handover")
                        .query((row, index) -> row.getTimestamp("at").toInstant())
                        .single());
    }

    @Test
    void anOrderIsFoundByItsSkuAndEachLaneSaysWhatBecameOfItAndWhyNotYet() {
        var said = browser.run("""
                await path("/");
                await page.keyboard.press("/");
                await page.keyboard.type("sku-11");
                await page.keyboard.press("Enter");
                await page.getByRole("heading", { name: "Order #1011" }).waitFor();
                return await page.locator("td[data-lane='fulfillment-adapter']").evaluateAll(
                    (cells) => cells.map((cell) => cell.innerText.replace(/\\s+/g, " ")));
                """);

        assertThat(said.get(0).asString()).startsWith("parked").contains("shipbob-rejected");
        assertThat(said.get(1).asString()).startsWith("not yet").contains("held behind event 1, which is parked");
    }

    @Test
    void aDeliveryIsLookedAtRevealedEditedAndSentAgainOnceASecondPersonAgrees() throws Exception {
        var found = browser.run("""
                await path("/parked?integration=fulfillment-adapter&cause=3f0c9a517be2d846");
                await page.locator("article", { hasText: "#1012" }).getByRole("link", { name: "Look and edit" }).click();
                await page.getByRole("heading", { name: /^Data/ }).waitFor();
                const masked = await page.locator("pre.data").innerText();
                await page.keyboard.press("e");
                await page.getByLabel("Reason to see personal data").fill("The street is wrong");
                await page.getByRole("button", { name: "Reveal and edit" }).click();
                const data = page.getByLabel("The whole data");
                const plain = await data.inputValue();
                const violated = await violations();
                await data.fill(plain.replace("Main Street 7", "Main Street 8"));
                await page.getByLabel("Reason", { exact: true }).last().fill("The customer called");
                await page.getByRole("button", { name: "Edit and retry" }).click();
                await page.getByRole("status").getByText("Waits for a second person").waitFor();
                await page.getByRole("link", { name: "Approvals (1)" }).click();
                const own = await page.locator("article", { hasText: "edit-delivery" }).getByRole("button").allInnerTexts();
                return [masked, plain, violated.join(), own.join()];
                """);
        assertThat(jdbc.sql("select count(*) from audit where kind = 'edit-delivery'")
                        .query(Integer.class)
                        .single())
                .isZero();
        logOut();
        logIn("second", SECOND);
        var second = browser.run("""
                await path("/approvals");
                const one = page.locator("article", { hasText: "edit-delivery" });
                const masked = await one.innerText();
                await one.getByLabel("Reason").fill("To compare");
                await one.getByRole("button", { name: "Reveal" }).click();
                await one.getByText("Main Street 8").waitFor();
                const violated = [];
                for (const width of [1280, 390]) {
                    await look("light", width);
                    violated.push(...await violations());
                    await shot(`approval-light-${width}`);
                }
                await one.getByLabel("Reason").fill("As the customer wrote");
                await one.getByRole("button", { name: "Approve and send" }).click();
                await page.getByRole("status").getByText("Approved and sent").waitFor();
                return [masked, violated.join()];
                """);
        logOut();
        logIn("operator", PASSWORD);

        assertThat(second.get(0).asString())
                .contains("operator", "The customer called")
                .doesNotContain("Main Street");
        assertThat(second.get(1).asString()).isEmpty();
        assertThat(found.get(3).asString()).isEqualTo("Withdraw,Reveal");

        assertThat(found.get(0).asString()).contains("SKU-12").doesNotContain("Main Street", "Jane");
        assertThat(found.get(1).asString()).contains("Main Street 7", Events.email(12));
        assertThat(found.get(2).asString()).isEmpty();
        assertThat(jdbc.sql("""
                        select convert_from(d.body, 'UTF8')::jsonb #>> '{data,order,shipTo,0,address,lines,0}'
                        from audit a join command_document d using (command_id) where a.kind = 'edit-delivery'
                        """).query(String.class).list()).containsExactly("Main Street 8");
        assertThat(jdbc.sql("select reason from disclosure").query(String.class).list())
                .containsExactly("The street is wrong", "To compare");
    }

    private List<UUID> sets() {
        return jdbc.sql("select command_id from audit where kind = 'retry-set' order by xid, position")
                .query((row, index) -> row.getObject("command_id", UUID.class))
                .list();
    }

    @Test
    void whatIsDecidedAboutACauseIsKeptWithWhoDidIt() {
        browser.run("""
                await path("/failures/fulfillment-adapter/code:shipbob-rejected");
                await page.getByLabel("State").selectOption({ label: "acknowledged" });
                await page.getByLabel("Owner").fill("Team Warehouse");
                await page.getByLabel("Note").fill("Asked ShipBob");
                await page.getByRole("button", { name: "Write down" }).click();
                await page.getByText("acknowledged by operator").waitFor();
                """);

        assertThat(jdbc.sql("select owner || ', ' || note || ', ' || actor from failure_decision")
                        .query(String.class)
                        .list())
                .containsExactly("Team Warehouse, Asked ShipBob, operator");
    }

    @Test
    void whatFiresIsOnTheOverviewAndLeadsToItsRunbookAndItsFailure() {
        int before = firing();

        var said = browser.run("""
                await path("/");
                await page.locator("article .alerts").getByRole("link", { name: "ParkedDeliveries" }).click();
                await page.getByRole("heading", { name: "ParkedDeliveries" }).waitFor();
                await page.getByRole("link", { name: "Alerts" }).click();
                const firing = await page.locator("article.alarm, article.warning").count();
                await page.locator("article.warning").getByText("EUR ").first().waitFor();
                await page.locator("article.warning dd a").click();
                return [firing, await page.getByRole("heading", { level: 1 }).innerText()];
                """);

        // Another may have begun in between: nobody hears the integration of this test any more.
        assertThat(said.get(0).asInt()).isBetween(before, firing());
        assertThat(said.get(1).asString()).contains("shipbob-rejected");
    }

    private int firing() {
        return jdbc.sql("select count(*) from alert_incident where fired_at is not null and resolved_at is null")
                .query(Integer.class)
                .single();
    }

    @Test
    void theAuditLogNamesEverythingThatWasDone() {
        var done = jdbc.sql("""
                        select (select count(*) from audit) + (select count(*) from failure_decision)
                            + (select count(*) from disclosure) + (select count(*) from maintenance)
                            + (select count(*) from baseline) + (select count(*) from handover)
                            + (select count(*) from approval) + (select count(*) from approval_decision)
                        """).query(Integer.class).single();

        var said = browser.run("""
                await path("/audit");
                return [await page.locator(".deeds > li").count(), await page.locator("main").innerText()];
                """);

        assertThat(said.get(0).asInt()).isEqualTo(done);
        assertThat(said.get(1).asString()).contains("Unbroken since");
    }

    @Test
    void keysLeadToTheSearchAndThroughAList() {
        var focused = browser.run("""
                const focus = () => page.evaluate(() => document.activeElement.name || document.activeElement.textContent);
                await path("/parked?integration=fulfillment-adapter&cause=3f0c9a517be2d846");
                const found = [];
                for (const key of ["j", "j", "k", "r"]) {
                    await page.keyboard.press(key);
                    found.push(await focus());
                }
                await page.keyboard.press("Tab");
                await page.keyboard.press("/");
                found.push(await focus());
                await page.keyboard.press("Tab");
                await page.keyboard.press("?");
                found.push(await page.getByRole("dialog").getByRole("heading").innerText());
                return found.concat(await violations());
                """);

        assertThat(focused)
                .extracting(node -> node.asString())
                .containsExactly("#1011", "#1012", "#1011", "reason", "term", "Keys");
    }
}
