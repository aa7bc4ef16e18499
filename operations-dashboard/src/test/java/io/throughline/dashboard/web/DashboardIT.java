package io.throughline.dashboard.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import io.throughline.backbone.database.LogPosition;
import io.throughline.backbone.database.RelayedLog;
import io.throughline.dashboard.Events;
import io.throughline.dashboard.catalogue.DriftWatch;
import io.throughline.dashboard.ledger.Alert;
import io.throughline.dashboard.ledger.Finding.Subject;
import io.throughline.dashboard.ledger.Incident;
import io.throughline.dashboard.ledger.Severity;
import io.throughline.dashboard.ledger.Stake;
import io.throughline.dashboard.store.AlertStore;
import io.throughline.dashboard.store.EventStore;
import io.throughline.dashboard.store.LedgerFixture;
import io.throughline.dashboard.store.OutcomeStore;
import io.throughline.events.command.Authority;
import io.throughline.events.command.Command;
import io.throughline.events.command.DiscardDelivery;
import io.throughline.events.command.RetryDelivery;
import io.throughline.events.order.Money;
import io.throughline.events.outcome.Announcement;
import io.throughline.events.outcome.AttemptCount;
import io.throughline.events.outcome.Heartbeat;
import io.throughline.events.outcome.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** The whole application on a real database; the broker is away, which no page may mind. */
@SpringBootTest(
        properties = {
            // Incidents are as a test wrote them down.
            "throughline.dashboard.alerts.every=1h",
            "throughline.dashboard.catalogue.every=1h",
            "throughline.dashboard.catalogue.settling=0s",
            "throughline.dashboard.results.every=1s",
            "spring.cloud.azure.servicebus.connection-string=Endpoint=sb://127.0.0.1:1;SharedAccessKeyName=none;"
                    + "SharedAccessKey=bm9uZQ==;UseDevelopmentEmulator=true"
        })
@AutoConfigureMockMvc
@DirtiesContext
class DashboardIT {

    static final RequestPostProcessor OPERATOR = user("operator").roles("OPERATOR");

    static final String RETRY_OF_ONE = "/api/deliveries/" + Events.FULFILLMENT + "/" + Events.orderRef(1) + "/1/retry";

    @TempDir
    static Path directory;

    @Autowired
    MockMvc mvc;

    @Autowired
    EventStore events;

    @Autowired
    OutcomeStore outcomes;

    @Autowired
    RelayedLog<Command> audit;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    LiveFigures live;

    @Autowired
    AlertStore alerts;

    @Autowired
    DriftWatch drifts;

    final Instant now = Instant.now();

    @TestConfiguration
    static class Parts {

        @Bean
        JdbcConnectionDetails database() {
            return LedgerFixture.TABLES.copy();
        }
    }

    @DynamicPropertySource
    static void passwordFile(DynamicPropertyRegistry registry) {
        registry.add("throughline.dashboard.password-file", () -> directory.resolve("password"));
        registry.add("throughline.dashboard.login.accounts[0].name", () -> "first-shift");
        registry.add("throughline.dashboard.login.accounts[0].role", () -> "approver");
        registry.add("throughline.dashboard.login.accounts[0].password-file", () -> directory.resolve("approver"));
    }

    @BeforeEach
    void parkTheFirstOfTwoOrders() {
        forgetOrders();
        TwoOrders.fill(events, outcomes, now);
    }

    /** One by one: truncating them together waits for tables that whoever reads meanwhile has, while he waits for ours. */
    private void forgetOrders() {
        for (String table : List.of("event", "delivery", "owed", "integration", "heartbeat", "absent_effect")) {
            jdbc.sql("delete from " + table).update();
        }
    }

    @Test
    void nothingIsShownToAStranger() throws Exception {
        for (String page : List.of("/", "/parked", "/stream", "/orders/x", "/search?term=x", "/nowhere")) {
            mvc.perform(get(page)).andExpect(redirectedUrl("/login"));
        }
        for (String address : List.of("/api/integrations", "/api/parked", "/api/orders/x", "/api/nowhere")) {
            mvc.perform(get(address))
                    .andExpect(status().isUnauthorized())
                    .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON));
        }
        mvc.perform(get("/login")).andExpect(status().isOk());
        mvc.perform(get("/dashboard.css")).andExpect(status().isOk());
        mvc.perform(get("/webjars/htmx.org/dist/htmx.min.js")).andExpect(status().isOk());
    }

    @Test
    void anAccountWithoutTheOperatorsRoleMayNothing() throws Exception {
        RequestPostProcessor nobody = user("nobody").roles("VISITOR");

        mvc.perform(get("/").with(nobody)).andExpect(status().isForbidden());
        mvc.perform(get("/api/integrations").with(nobody)).andExpect(status().isForbidden());
        mvc.perform(because(RETRY_OF_ONE).with(nobody).with(csrf())).andExpect(status().isForbidden());
    }

    @Test
    void saysThatNobodyToldItWhereIngestIs() throws Exception {
        for (String page : List.of("/reconciliation", "/quarantine")) {
            mvc.perform(get(page).with(OPERATOR))
                    .andExpect(status().isOk())
                    .andExpect(content().string(containsString("was not told where ingest is")));
            mvc.perform(get("/api" + page).with(OPERATOR)).andExpect(status().isServiceUnavailable());
        }
    }

    @Test
    void aViewerSeesEverythingAndMayDoNothing() throws Exception {
        RequestPostProcessor viewer = user("guest").roles("VIEWER");

        for (String page : List.of("/", "/failures", "/parked", "/audit")) {
            mvc.perform(get(page).with(viewer))
                    .andExpect(status().isOk())
                    .andExpect(content().string(not(containsString("name=\"reason\""))));
        }
        mvc.perform(get("/api/audit").with(viewer)).andExpect(status().isOk());
        mvc.perform(because(RETRY_OF_ONE).with(viewer).with(csrf())).andExpect(status().isForbidden());
        mvc.perform(post("/integrations/" + Events.FULFILLMENT + "/absent")
                        .with(viewer)
                        .with(csrf()))
                .andExpect(status().isForbidden());
        mvc.perform(decide("RETRY", "because").with(viewer).with(csrf())).andExpect(status().isForbidden());
        mvc.perform(post("/failures/" + Events.FULFILLMENT + "/code:shipbob-rejected")
                        .with(viewer)
                        .with(csrf()))
                .andExpect(status().isForbidden());
    }

    @Test
    void anAccountOfTheConfigurationLogsInWithItsRole() throws Exception {
        String password = Files.readString(directory.resolve("approver")).strip();
        mvc.perform(because(RETRY_OF_ONE).with(httpBasic("first-shift", password)))
                .andExpect(status().isAccepted());

        mvc.perform(get("/api/audit").with(httpBasic("first-shift", password)))
                .andExpect(jsonPath("$[0].actor").value("first-shift"))
                .andExpect(jsonPath("$[0].role").value("approver"))
                .andExpect(jsonPath("$[0].orderKey").value(Events.orderKey(1)));
    }

    @Test
    void thePasswordOfTheFileOpensTheApiWithoutASession() throws Exception {
        String password = Files.readString(directory.resolve("password")).strip();

        MvcResult answer = mvc.perform(get("/api/integrations").with(httpBasic("operator", password)))
                .andExpect(status().isOk())
                .andReturn();

        assertThat(answer.getRequest().getSession(false)).isNull();
        mvc.perform(get("/api/integrations").with(httpBasic("operator", password + "x")))
                .andExpect(status().isUnauthorized());
    }

    @Test
    void aPageWhoseSessionEndedIsLoadedAnew() throws Exception {
        mvc.perform(get("/parked").header("HX-Request", "true"))
                .andExpect(status().isUnauthorized())
                .andExpect(header().string("HX-Refresh", "true"));
    }

    @Test
    void aSessionCommandsOnlyWithItsToken() throws Exception {
        mvc.perform(because(RETRY_OF_ONE).with(OPERATOR)).andExpect(status().isForbidden());
        mvc.perform(because(RETRY_OF_ONE).with(OPERATOR).with(csrf())).andExpect(status().isAccepted());
        mvc.perform(decide("RETRY", "because").with(OPERATOR)).andExpect(status().isForbidden());
    }

    @Test
    void aPasswordCommandsOnlyInJsonWhichNoForeignFormCanSend() throws Exception {
        String password = Files.readString(directory.resolve("password")).strip();

        mvc.perform(post(RETRY_OF_ONE)
                        .with(httpBasic("operator", password))
                        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                        .content("reason=x"))
                .andExpect(status().isUnsupportedMediaType());
        mvc.perform(because(RETRY_OF_ONE).with(httpBasic("operator", password))).andExpect(status().isAccepted());
    }

    @Test
    void aCommandIsWrittenDownWithWhoAndWhyBeforeItIsSent() throws Exception {
        long before = audit.after(LogPosition.START, 100).size();

        mvc.perform(because(RETRY_OF_ONE).with(OPERATOR).with(csrf())).andExpect(status().isAccepted());
        mvc.perform(decide("DISCARD", " customer called ").with(OPERATOR).with(csrf()))
                .andExpect(redirectedUrl("/parked"));

        List<Command> commands = audit.after(LogPosition.START, 100).stream()
                .skip(before)
                .map(entry -> entry.row())
                .toList();
        assertThat(commands).hasSize(2);
        assertThat(commands.getFirst())
                .isEqualTo(new RetryDelivery(
                        commands.getFirst().commandId(),
                        Events.FULFILLMENT,
                        new Authority("operator", "operator", "the SKU exists now"),
                        Events.orderRef(1),
                        1));
        assertThat(commands.getLast())
                .isInstanceOf(DiscardDelivery.class)
                .extracting(command -> command.by().reason())
                .isEqualTo("customer called");
    }

    @Test
    void theAuditLogCannotBeChanged() {
        for (String change : List.of("delete from audit", "update audit set actor = 'nobody'", "truncate audit")) {
            assertThat(catchThrowable(() -> jdbc.sql(change).update())).hasMessageContaining("append-only");
        }
    }

    @Test
    void whatIsNotParkedCannotBeDecided() throws Exception {
        String delivered = "/api/deliveries/" + Events.FULFILLMENT + "/" + Events.orderRef(2) + "/1/discard";

        mvc.perform(because(delivered).with(OPERATOR).with(csrf()))
                .andExpect(status().isConflict())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON));
        mvc.perform(post(RETRY_OF_ONE)
                        .with(OPERATOR)
                        .with(csrf())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"reason\":\" \"}"))
                .andExpect(status().isBadRequest());
    }

    @Test
    void theApiTellsFiguresOrdersAndWhatIsParked() throws Exception {
        mvc.perform(get("/api/integrations?window=1h").with(OPERATOR))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.integrations[0].integration").value(Events.FULFILLMENT))
                .andExpect(jsonPath("$.integrations[0].finished.delivered").value(1))
                .andExpect(jsonPath("$.integrations[0].parked").value(1))
                .andExpect(jsonPath("$.integrations[0].lagP50Seconds").value(1.0))
                .andExpect(jsonPath("$.integrations[0].failureRate").value(0.75))
                .andExpect(jsonPath("$.integrations[0].unaccounted").value(0))
                .andExpect(jsonPath("$.integrations[0].heartbeat.breaker").value("closed"))
                .andExpect(jsonPath("$.orders.open").value(1));
        mvc.perform(get("/api/orders/" + Events.orderKey(1)).with(OPERATOR))
                .andExpect(jsonPath("$.events[0].webhookId").value("hook-1"))
                .andExpect(jsonPath("$.events[0].deliveries[0].parked").doesNotExist())
                .andExpect(jsonPath("$.events[0].deliveries[0].result").value("parked"));
        mvc.perform(get("/api/parked").with(OPERATOR))
                .andExpect(jsonPath("$[0].orderKey").value(Events.orderKey(1)))
                .andExpect(jsonPath("$[0].code").value("shipbob-rejected"));
        mvc.perform(get("/api/parked?integration={i}&cause=code:other", Events.FULFILLMENT)
                        .with(OPERATOR))
                .andExpect(jsonPath("$.length()").value(0));
    }

    @Test
    void aProgramTakesOverAsAPersonDoes() throws Exception {
        RequestPostProcessor relief = user("relief").roles("OPERATOR");

        mvc.perform(post("/api/handover")
                        .with(relief)
                        .with(csrf())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"since\":\"" + now.minusSeconds(3600) + "\"}"))
                .andExpect(status().isNoContent());

        String since = JsonPath.read(
                mvc.perform(get("/api/handover").with(relief))
                        .andReturn()
                        .getResponse()
                        .getContentAsString(),
                "$.since");
        assertThat(Instant.parse(since)).isAfterOrEqualTo(now.minusSeconds(1));
    }

    @Test
    void theApiSaysWhatIsWrongAsAProblem() throws Exception {
        mvc.perform(get("/api/orders/shopify:demo-shop:1").with(OPERATOR))
                .andExpect(status().isNotFound())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON));
        mvc.perform(get("/api/integrations?window=2h").with(OPERATOR)).andExpect(status().isBadRequest());
    }

    @Test
    void pagesSayTheSameAndRunNoForeignCode() throws Exception {
        MvcResult overview =
                mvc.perform(get("/").with(OPERATOR)).andExpect(status().isOk()).andReturn();
        String html = overview.getResponse().getContentAsString();

        assertThat(html).contains("Integration fulfillment-adapter", "Parked", "Unaccounted", "data-live=\"/stream");
        assertThat(html).doesNotContain("style=\"").doesNotContain("<style").doesNotContain("onclick");
        assertThat(html).doesNotContainPattern("<script(?![^>]*src=)");
        assertThat(overview.getResponse().getHeader("Content-Security-Policy"))
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self'");
        assertThat(page("/?window=30d")).contains("30d");
        assertThat(page("/parked")).contains("shipbob-rejected", "name=\"_csrf\"");
        assertThat(page("/orders/" + Events.orderKey(1)))
                .contains("#1001", "hook-1", "parked")
                .contains("<code>4bf92f3577b34da6a3ce929d0e0e4736</code>")
                .doesNotContain("noreferrer");
        assertThat(page("/search?term=nothing")).contains("None.");
        mvc.perform(get("/search?term=1002").with(OPERATOR)).andExpect(redirectedUrl("/orders/" + Events.orderKey(2)));
        mvc.perform(get("/orders/shopify:demo-shop:1").with(OPERATOR)).andExpect(status().isNotFound());
    }

    @Test
    void everyTabIsSentTheSameRenderingInOneLine() throws Exception {
        MvcResult one = mvc.perform(get("/stream").with(OPERATOR))
                .andExpect(request().asyncStarted())
                .andReturn();
        MvcResult other = mvc.perform(get("/stream").with(OPERATOR))
                .andExpect(request().asyncStarted())
                .andReturn();

        live.tick();

        await().untilAsserted(() -> assertThat(sent(one)).contains("event:figures"));
        await().untilAsserted(() -> assertThat(sent(other)).isEqualTo(sent(one)));
        assertThat(sent(one).lines().filter(line -> line.startsWith("data:")))
                .allSatisfy(line -> assertThat(line).contains("Parked", "SLA 30 d", "</article>"));
    }

    @Test
    void aStreamEndsWithTheServiceSoThatNothingWaitsForIt() throws Exception {
        MvcResult stream = mvc.perform(get("/stream").with(OPERATOR))
                .andExpect(request().asyncStarted())
                .andReturn();

        live.close();

        assertThat(stream.getAsyncResult(5000)).isNull();
    }

    private static String sent(MvcResult stream) throws Exception {
        return stream.getResponse().getContentAsString();
    }

    @Test
    void theApiTellsWhatTheCardShowsOverTime() throws Exception {
        mvc.perform(get("/api/integrations/" + Events.FULFILLMENT + "/history?window=1h")
                        .with(OPERATOR))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.points.length()").value(60))
                .andExpect(jsonPath("$.states.length()").value(60));
        mvc.perform(get("/api/integrations/nobody/history").with(OPERATOR)).andExpect(status().isNotFound());
        mvc.perform(get("/api/integrations/" + Events.FULFILLMENT).with(OPERATOR))
                .andExpect(jsonPath("$.parked").value(1))
                .andExpect(jsonPath("$.catalogue.downstream").value("ShipBob"));
        mvc.perform(get("/api/integrations/nobody").with(OPERATOR)).andExpect(status().isNotFound());
        mvc.perform(get("/integrations/nobody").with(OPERATOR)).andExpect(status().isNotFound());
        mvc.perform(get("/api/integrations").with(OPERATOR))
                .andExpect(jsonPath("$.integrations[0].promise.month.met").isNumber());
    }

    @Test
    void whatChangedAndWhenCallsDidNotGoOutIsOnThePageAsTheApiTellsIt() throws Exception {
        String address = "/integrations/" + Events.FULFILLMENT + "?window=1h";
        outcomes.record(List.of(announcement(now.minusSeconds(900), "1.3.0", "aaaa")));
        mvc.perform(get(address).with(OPERATOR))
                .andExpect(content().string(containsString("Nothing changed in this window.")));

        outcomes.record(List.of(
                announcement(now.minusSeconds(600), "1.4.0", "bbbb"),
                new Heartbeat(
                        Events.FULFILLMENT,
                        "one",
                        now.minusSeconds(300),
                        5,
                        4,
                        3,
                        2,
                        null,
                        "open",
                        false,
                        null,
                        null,
                        new AttemptCount(10, 4, 5000, 900))));

        String history = page("/api/integrations/" + Events.FULFILLMENT + "/history?window=1h");
        assertThat(JsonPath.<List<Object>>read(history, "$.marks[*]['kind','was','is']"))
                .containsExactly(
                        Map.of("kind", "version", "was", "1.3.0", "is", "1.4.0"),
                        Map.of("kind", "configuration", "was", "aaaa", "is", "bbbb"));
        assertThat(JsonPath.<List<Object>>read(history, "$.bands[*].kind")).containsExactly("breaker-open");
        assertThat(JsonPath.<List<Object>>read(history, "$.states[?(@.due > 0)]['due','waiting','held','parked']"))
                .containsExactly(Map.of("due", 5, "waiting", 4, "held", 3, "parked", 2));
        assertThat(JsonPath.<List<Object>>read(history, "$.states[?(@.due > 0)]['attempts','averageMs','slowestMs']"))
                .containsExactly(Map.of("attempts", 10, "averageMs", 500.0, "slowestMs", 900));
        String page = page(address);
        assertThat(page)
                .contains("<code>1.3.0</code> → <code>1.4.0</code>", "<code>aaaa</code> → <code>bbbb</code>")
                .contains("Breaker, pauses and maintenance (1)", "<strong>Breaker open</strong>")
                .doesNotContain("Nothing changed");
        assertThat(page)
                .containsSubsequence(Spoken.utc(now.minusSeconds(600)), "Version", "1.3.0", "Configuration changed");
    }

    private static Announcement announcement(Instant at, String version, String configuration) {
        Announcement known = Events.announcement(Events.FULFILLMENT, at);
        return new Announcement(known.integration(), known.instance(), at, known.entry(), version, configuration);
    }

    @Test
    void whateverAPageNamesIsThere() throws Exception {
        var named =
                Pattern.compile("(?:src|href)=\"(/[^\"]+\\.(?:css|js|svg))\"").matcher(page("/"));

        List<String> addresses = named.results().map(match -> match.group(1)).toList();

        assertThat(addresses).hasSize(4);
        for (String address : addresses) {
            mvc.perform(get(address)).andExpect(status().isOk());
        }
    }

    @Test
    void theApiTellsTheCatalogueAndTheRunbooks() throws Exception {
        mvc.perform(get("/api/catalogue").with(OPERATOR))
                .andExpect(jsonPath("$[0].entry.title").value("Integration fulfillment-adapter"))
                .andExpect(jsonPath("$[0].risk").value(3))
                .andExpect(jsonPath("$[0].failureModes[0].seen.parkings").isNumber());
        mvc.perform(get("/api/runbooks").with(OPERATOR))
                .andExpect(jsonPath("$[0]").isString());
        mvc.perform(get("/api/runbooks/ParkedDeliveries").with(OPERATOR))
                .andExpect(jsonPath("$.markdown").value(containsString("# ParkedDeliveries")));
        mvc.perform(get("/runbooks/Nothing").with(OPERATOR)).andExpect(status().isNotFound());
        assertThat(page("/runbooks/ParkedDeliveries"))
                .contains("<h2>Mitigate</h2>")
                .doesNotContain("style=");
    }

    @Test
    void whereCatalogueAndLifeDifferIsSaidOnPageOverviewAndApiWithWhatToDo() throws Exception {
        outcomes.record(List.of(Events.heartbeat("stranger-adapter", now, 0, null)));
        drifts.look();

        String restart = "announces its integration.yaml when it starts";
        await().untilAsserted(() -> assertThat(page("/"))
                .contains("life differ", "stranger-adapter", "runs without an entry", restart)
                .contains("announces another entry than this release&#39;s catalogue holds: business-impact"));
        assertThat(page("/catalogue"))
                .contains("runs without an entry", restart, "deploy/observability of one release");
        mvc.perform(get("/api/catalogue").with(OPERATOR))
                .andExpect(jsonPath("$[?(@.integration == 'stranger-adapter')].drift.kind")
                        .value("no-entry"))
                .andExpect(jsonPath("$[?(@.integration == 'fulfillment-adapter')].drift.kind")
                        .value("differs"))
                .andExpect(jsonPath("$[?(@.integration == 'finance-adapter')]").isEmpty());
        mvc.perform(get("/api/integrations").with(OPERATOR))
                .andExpect(jsonPath("$.drift[1].says").value("runs without an entry"));

        forgetOrders();
        drifts.look();
        assertThat(drifts.latest()).isEmpty();
    }

    @Test
    void whatIsDeliveredAndAbsentIsOnThePagesAsInTheDatabaseUntilItIsSetAside() throws Exception {
        String address = "/integrations/" + Events.FULFILLMENT;
        await().untilAsserted(() -> assertThat(page(address))
                .contains("Nobody looks for what was delivered", "Nothing that was looked for is absent"));
        var reported = Events.outcome(Events.placed(2, now.minusSeconds(90)), Result.DELIVERED, now.minusSeconds(89));
        outcomes.record(List.of(Events.absent(Events.FULFILLMENT, reported, now)));

        await().untilAsserted(() -> assertThat(page("/")).contains("1 delivered and absent", "and not there"));
        assertThat(page(address))
                .contains("Deliver 1 again", "Set 1 aside", Events.orderKey(2), "reference", "/runbooks/FalseSuccess");
        assertThat(page("/orders/" + Events.orderKey(2))).contains("reported delivered, absent at", "ShipBob");
        mvc.perform(get("/api/integrations").with(OPERATOR))
                .andExpect(jsonPath("$.orders.absent").value(1))
                .andExpect(jsonPath("$.integrations[0].inspection.absent").value(1));
        mvc.perform(get("/api/orders/" + Events.orderKey(2)).with(OPERATOR))
                .andExpect(jsonPath("$.events[0].deliveries[0].absence.system").value("ShipBob"));

        assertThat(absentForm("/" + Events.orderRef(2) + "/1", "SET_ASIDE", " "))
                .contains("Give a reason");
        assertThat(absentForm("", "SET_ASIDE", "by hand")).contains("Planned for 0 deliveries, but it would be 1");
        assertThat(absentForm("/" + Events.orderRef(2) + "/1", "REDELIVER", "they lost it"))
                .contains("looks first");
        assertThat(page(address)).contains("Redeliver sent");
        assertThat(absentForm("/" + Events.orderRef(2) + "/1", "SET_ASIDE", "by hand"))
                .contains("Set aside: 1 delivery");
        assertThat(absentForm("/" + Events.orderRef(2) + "/1", "SET_ASIDE", "by hand"))
                .contains("not known as absent");
        assertThat(jdbc.sql("select set_aside_by || ' ' || set_aside_reason from absent_effect")
                        .query(String.class)
                        .list())
                .containsExactly("operator by hand");
        assertThat(page(address)).contains("Nothing that was looked for is absent");
        assertThat(page("/orders/" + Events.orderKey(2))).contains("set aside by operator: by hand");
        assertThat(page("/audit")).contains("effect-set-aside");
    }

    @Test
    void saysHowFarWasLookedAndSinceWhenNobodyDoes() throws Exception {
        String address = "/integrations/" + Events.FULFILLMENT;
        var looked = new Heartbeat(
                Events.FULFILLMENT,
                "two",
                now.plusSeconds(1),
                0,
                0,
                0,
                0,
                null,
                "closed",
                false,
                null,
                now.minusSeconds(90),
                null);
        outcomes.record(List.of(looked));
        await().untilAsserted(
                        () -> assertThat(page(address)).contains("What was delivered until", "was looked for, 1 min"));

        jdbc.sql("update heartbeat set inspected_up_to = inspected_up_to - interval '1 hour'")
                .update();
        await().untilAsserted(() ->
                assertThat(page(address)).contains("Not looked for since " + Spoken.utc(now.minusSeconds(3690))));
        mvc.perform(get("/api/integrations/" + Events.FULFILLMENT).with(OPERATOR))
                .andExpect(jsonPath("$.inspection.blindSince").exists());

        jdbc.sql("update heartbeat set breaker = 'open'").update();
        await().untilAsserted(() -> assertThat(page(address)).contains("it goes on when calls do"));
        mvc.perform(get("/api/integrations/" + Events.FULFILLMENT).with(OPERATOR))
                .andExpect(jsonPath("$.inspection.blindSince").doesNotExist());
    }

    /** What the page says after somebody sent a form about what is absent. */
    private String absentForm(String which, String wish, String reason) throws Exception {
        return String.valueOf(mvc.perform(post("/integrations/" + Events.FULFILLMENT + "/absent" + which)
                        .param("wish", wish)
                        .param("reason", reason)
                        .param("deliverable", "0")
                        .param("open", "0")
                        .with(OPERATOR)
                        .with(csrf()))
                .andExpect(redirectedUrl("/integrations/" + Events.FULFILLMENT))
                .andReturn()
                .getFlashMap());
    }

    @Test
    void theApiTellsWhatFiresWithItsStakeAndItsRunbook() throws Exception {
        Stake stake = new Stake(2L, List.of(new Money("EUR", 3998, 2)));
        alerts.save(new Incident(
                UUID.randomUUID(),
                new Subject(Alert.EFFECT_CONFLICT, Events.FULFILLMENT, ""),
                Incident.Since.NEVER,
                new Incident.Course(Severity.CRITICAL, now, null, null),
                new Incident.Worth("It holds something else.", "Somebody writes there.", null, stake, stake, now)));

        mvc.perform(get("/api/alerts").with(OPERATOR))
                .andExpect(jsonPath("$.firing[?(@.alert == 'EffectConflict')].severity")
                        .value("critical"))
                .andExpect(jsonPath("$.firing[?(@.alert == 'EffectConflict')].mostAtStake.orders")
                        .value(2))
                .andExpect(jsonPath("$.firing[?(@.alert == 'EffectConflict')].runbook")
                        .value("/runbooks/EffectConflict"));
        assertThat(page("/alerts")).contains("It holds something else.", "2 orders, EUR 39.98");
        jdbc.sql("delete from alert_notice").update();
        jdbc.sql("delete from alert_incident").update();
        assertThat(page("/alerts")).contains("Nothing fires");
    }

    @Test
    void everyAddressOfTheApiAnswersWhoeverMaySeeOrDoIt() throws Exception {
        RequestPostProcessor viewer = user("guest").roles("VIEWER");

        for (EveryAddress address : EveryAddress.all().toList()) {
            mvc.perform(address.with(EveryAddress.unknown()).with(csrf())).andExpect(status().isUnauthorized());
            if (!address.reads()) {
                mvc.perform(address.with(EveryAddress.unknown()).with(viewer).with(csrf()))
                        .andExpect(status().isForbidden());
            }
        }
    }

    /** That each answer is as documented, {@link DocumentedAnswers} sees to. */
    @Test
    void everyAddressThatIsReadAnswersAsDocumented() throws Exception {
        await().until(() -> !months().isEmpty());
        Map<String, String> known = known();

        for (EveryAddress address :
                EveryAddress.all().filter(EveryAddress::reads).toList()) {
            int wanted = List.of("/api/quarantine", "/api/reconciliation").contains(address.path()) ? 503 : 200;
            await(address.path())
                    .untilAsserted(() ->
                            mvc.perform(address.with(known).with(OPERATOR)).andExpect(status().is(wanted)));
        }
    }

    @Test
    void everyAddressRefusesWhatIsNotThereOrCannotBeRead() throws Exception {
        for (EveryAddress address : EveryAddress.all().toList()) {
            if (address.mayAnswer(404)) {
                mvc.perform(address.with(EveryAddress.unknown()).with(OPERATOR).with(csrf()))
                        .andExpect(status().isNotFound());
            }
            if (address.takesBody()) {
                mvc.perform(address.with(EveryAddress.unknown(), MediaType.TEXT_PLAIN, "x")
                                .with(OPERATOR)
                                .with(csrf()))
                        .andExpect(status().isUnsupportedMediaType());
                mvc.perform(address.with(EveryAddress.unknown(), MediaType.APPLICATION_JSON, "{}")
                                .with(OPERATOR)
                                .with(csrf()))
                        .andExpect(status().isBadRequest());
            } else if (address.mayAnswer(400)) {
                mvc.perform(address.with(EveryAddress.malformed()).with(OPERATOR))
                        .andExpect(status().isBadRequest());
            }
        }
    }

    private List<String> months() throws Exception {
        return JsonPath.read(page("/api/results/months"), "$");
    }

    private Map<String, String> known() throws Exception {
        String accepted = mvc.perform(because(RETRY_OF_ONE).with(OPERATOR).with(csrf()))
                .andReturn()
                .getResponse()
                .getContentAsString();
        Map<String, String> names = new HashMap<>(EveryAddress.unknown());
        names.put("integration", Events.FULFILLMENT);
        names.put("orderRef", Events.orderRef(1).toString());
        names.put("orderKey", Events.orderKey(1));
        names.put("cause", JsonPath.read(page("/api/failures"), "$[0].cause"));
        names.put("commandId", JsonPath.read(accepted, "$.commandId"));
        names.put("name", "ParkedDeliveries");
        names.put("month", months().getFirst());
        return names;
    }

    @Test
    void anEmptyDashboardSaysSo() throws Exception {
        forgetOrders();

        assertThat(page("/parked")).contains("Nothing is parked");
        assertThat(page("/search")).contains("Find an order", "A search is for").doesNotContain("None.");
    }

    private String page(String address) throws Exception {
        return mvc.perform(get(address).with(OPERATOR))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private static MockHttpServletRequestBuilder because(String address) {
        return post(address)
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON)
                .content("{\"reason\":\"the SKU exists now\"}");
    }

    private static MockHttpServletRequestBuilder decide(String wish, String reason) {
        return post("/parked/" + Events.FULFILLMENT + "/" + Events.orderRef(1) + "/1")
                .param("wish", wish)
                .param("reason", reason);
    }
}
