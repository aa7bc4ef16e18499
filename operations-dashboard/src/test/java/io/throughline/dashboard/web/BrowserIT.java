package io.throughline.dashboard.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.backbone.testing.TestDatabase;
import io.throughline.dashboard.Events;
import io.throughline.dashboard.ledger.SeenEvent;
import io.throughline.dashboard.store.EventStore;
import io.throughline.dashboard.store.OutcomeStore;
import io.throughline.events.outcome.OutcomeBatch;
import io.throughline.events.outcome.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
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
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What a person sees and does, in a real browser, against what the database says. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "spring.cloud.azure.servicebus.connection-string=Endpoint=sb://127.0.0.1:1;SharedAccessKeyName=none;"
                    + "SharedAccessKey=bm9uZQ==;UseDevelopmentEmulator=true"
        })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserIT {

    static final Path SCREENSHOTS = Path.of("target/screenshots");

    static final Path PASSWORD = Path.of("target/browser-password");

    @Autowired
    EventStore events;

    @Autowired
    OutcomeStore outcomes;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    Browser browser;

    @TestConfiguration
    static class Parts {

        @Bean
        JdbcConnectionDetails database() {
            return TestDatabase.create();
        }
    }

    @DynamicPropertySource
    static void passwordFile(DynamicPropertyRegistry registry) {
        registry.add("throughline.dashboard.password-file", () -> PASSWORD);
    }

    @BeforeAll
    void logsIn() throws Exception {
        fill();
        browser = Browser.open("http://127.0.0.1:" + port);
        String password = Files.readString(PASSWORD).strip();
        browser.run("""
                await path("/");
                await page.getByLabel("Name").fill("operator");
                await page.getByLabel("Password").fill("%s");
                await page.getByLabel("Password").press("Enter");
                await page.getByRole("heading", { name: "Overview" }).waitFor();
                """.formatted(password));
    }

    @AfterAll
    void closes() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    /** Two orders with one integration, of which one is parked. */
    private void fill() {
        Instant now = Instant.now();
        var one = Events.placed(1, now.minusSeconds(100));
        var two = Events.placed(2, now.minusSeconds(90));
        outcomes.record(List.of(Events.announcement(Events.FULFILLMENT, now.minusSeconds(1000))));
        events.record(List.of(SeenEvent.of(one, "hook-1"), SeenEvent.of(two, "hook-2")));
        outcomes.record(List.of(
                Events.heartbeat(Events.FULFILLMENT, now, 0, null),
                new OutcomeBatch(
                        Events.FULFILLMENT,
                        2,
                        List.of(
                                Events.outcome(one, Result.PARKED, now.minusSeconds(99)),
                                Events.outcome(two, Result.DELIVERED, now.minusSeconds(89))))));
    }

    @ParameterizedTest
    @CsvSource({
        "overview, /",
        "parked, /parked",
        "order, /orders/shopify:demo-shop:5001",
        "unknown-order, /orders/shopify:demo-shop:1",
        "search, /search?term=nothing",
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
                        await page.screenshot({ path: `%s/%s-${theme}-${width}.png`, fullPage: true });
                        const wider = await page.evaluate(() => document.documentElement.scrollWidth) - width;
                        if (wider > 0) found.push(`${theme} ${width}: ${wider} pixels beyond the edge`);
                    }
                    found.push(...(await violations()).map((one) => theme + ": " + one));
                }
                return found.concat(complaints.filter((one) => !one.includes("status of 404")));
                """.formatted(address, SCREENSHOTS.toAbsolutePath(), name));

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
}
