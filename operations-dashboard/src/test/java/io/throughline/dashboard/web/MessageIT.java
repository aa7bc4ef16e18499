package io.throughline.dashboard.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.throughline.backbone.json.EventHeader;
import io.throughline.backbone.json.Json;
import io.throughline.dashboard.Events;
import io.throughline.dashboard.Events.Tries;
import io.throughline.dashboard.intake.StubIngest;
import io.throughline.dashboard.ledger.SeenEvent;
import io.throughline.dashboard.store.EventStore;
import io.throughline.dashboard.store.LedgerFixture;
import io.throughline.dashboard.store.OutcomeStore;
import io.throughline.events.EventEnvelope;
import io.throughline.events.outcome.Answer;
import io.throughline.events.outcome.CommandAnswer;
import io.throughline.events.outcome.CommandAnswers;
import io.throughline.events.outcome.Exchange;
import io.throughline.events.outcome.OutcomeBatch;
import io.throughline.events.outcome.Result;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** One delivery with its data, fetched over real HTTP; the broker is away. */
@SpringBootTest(
        properties = {
            "throughline.dashboard.four-eyes.enabled=false",
            "spring.cloud.azure.servicebus.connection-string=Endpoint=sb://127.0.0.1:1;SharedAccessKeyName=none;"
                    + "SharedAccessKey=bm9uZQ==;UseDevelopmentEmulator=true"
        })
@AutoConfigureMockMvc
@DirtiesContext
class MessageIT {

    static final RequestPostProcessor OPERATOR = user("second-shift").roles("OPERATOR");
    static final RequestPostProcessor VIEWER = user("guest").roles("VIEWER");
    static final StubIngest INGEST = new StubIngest();

    @TempDir
    static Path directory;

    /** Each test has an order of its own. */
    static int order = 100;

    @Autowired
    MockMvc mvc;

    @Autowired
    EventStore events;

    @Autowired
    OutcomeStore outcomes;

    @Autowired
    JdbcClient jdbc;

    final Instant now = Instant.now();
    final EventEnvelope<?> placed = Events.placed(++order, now.minusSeconds(100));
    final String address = "/deliveries/" + Events.FULFILLMENT + "/" + Events.orderRef(order) + "/1";

    @TestConfiguration
    static class Parts {

        @Bean
        JdbcConnectionDetails database() {
            return LedgerFixture.TABLES.copy();
        }
    }

    @DynamicPropertySource
    static void configuration(DynamicPropertyRegistry registry) {
        registry.add("throughline.dashboard.password-file", () -> directory.resolve("password"));
        registry.add("throughline.dashboard.trace-address", () -> "https://traces.example/trace/{traceId}?from=us");
        registry.add("throughline.dashboard.log.timeout", () -> "30s");
        registry.add("throughline.dashboard.meters-every", () -> "200ms");
        registry.add("throughline.dashboard.search.email-key", () -> "a key for tests only");
        registry.add("throughline.dashboard.log.base-url", INGEST::address);
        registry.add("throughline.dashboard.log.token", () -> StubIngest.TOKEN);
    }

    @BeforeEach
    void parkOne() {
        INGEST.append(placed);
        outcomes.record(List.of(Events.announcement(
                Events.FULFILLMENT,
                now.minusSeconds(1000),
                List.of("order.placed.v1", "order.changed.v1", "order.cancelled.v1"))));
        events.record(List.of(SeenEvent.of(placed, "hook-7")));
        park(1);
    }

    @AfterAll
    static void close() {
        INGEST.close();
    }

    private void park(int version) {
        outcomes.record(List.of(new OutcomeBatch(
                Events.FULFILLMENT, version, List.of(Events.parkedAs(version, placed, now.minusSeconds(90))))));
    }

    @Test
    void itsDataIsShownMaskedOnThePageAsInTheApi() throws Exception {
        mvc.perform(get(address).with(VIEWER))
                .andExpect(status().isOk())
                .andExpect(header().string("Cache-Control", containsString("no-store")))
                .andExpect(content().string(containsString("SKU-" + order)))
                .andExpect(content().string(containsString("4bf92f3577b34da6a3ce929d0e0e4736")))
                .andExpect(content().string(containsString("The warehouse knows no such SKU")))
                .andExpect(content().string(not(containsString("Jane"))))
                .andExpect(content().string(not(containsString("name=\"reason\""))));
        mvc.perform(get("/api" + address).with(VIEWER))
                .andExpect(jsonPath("$.data.order.customer.email").value("***"))
                .andExpect(jsonPath("$.data.order.lines[0].sku").value("SKU-" + order))
                .andExpect(jsonPath("$.message.event.traceId").value("4bf92f3577b34da6a3ce929d0e0e4736"))
                .andExpect(jsonPath("$.message.delivery.code").value("shipbob-rejected"))
                .andExpect(content().string(not(containsString("Jane"))));
    }

    @Test
    void leadsToTheTraceAsTheOrderDoes() throws Exception {
        String link = "href=\"https://traces.example/trace/4bf92f3577b34da6a3ce929d0e0e4736?from=us\"";

        mvc.perform(get(address).with(VIEWER)).andExpect(content().string(containsString(link)));
        mvc.perform(get("/orders/" + Events.orderKey(order)).with(VIEWER))
                .andExpect(content().string(containsString(link)));
    }

    @Test
    void personalDataIsShownToWhoMayActAndThatIsWrittenDownFirst() throws Exception {
        mvc.perform(reveal(VIEWER, "Curious")).andExpect(status().isForbidden());
        mvc.perform(reveal(OPERATOR, " ")).andExpect(content().string(not(containsString("Jane"))));
        assertThat(disclosures()).isEmpty();

        mvc.perform(reveal(OPERATOR, "The street is missing"))
                .andExpect(content().string(containsString(Events.email(order))));
        told("/reveal", "{\"reason\":\"To compare\"}")
                .andExpect(jsonPath("$.data.order.customer.email").value(Events.email(order)));

        assertThat(disclosures()).containsExactly("second-shift: The street is missing", "second-shift: To compare");
        mvc.perform(get("/api/audit").with(VIEWER))
                .andExpect(jsonPath("$[0].kind").value("reveal-data"))
                .andExpect(jsonPath("$[0].orderKey").value(Events.orderKey(order)));
    }

    @Test
    void whatCannotBeHadIsSaidAndNotWrittenDownAsSeen() throws Exception {
        INGEST.isDown(true);
        try {
            mvc.perform(get(address).with(OPERATOR)).andExpect(content().string(containsString("does not answer")));
            told("/reveal", "{\"reason\":\"To compare\"}").andExpect(status().isServiceUnavailable());
            assertThat(disclosures()).isEmpty();
        } finally {
            INGEST.isDown(false);
        }
    }

    @Test
    void anEditIsSentAsItWasTypedAndShownFieldByFieldOnceItWasObeyed() throws Exception {
        String data = Json.mapper().writeValueAsString(placed.data());
        String corrected = data.replace("SKU-" + order, "SKU-X").replace("Main Street 7", "Main Street 8");
        mvc.perform(edit(data + "}")).andExpect(content().string(containsString("not a JSON object any more")));

        mvc.perform(edit(corrected)).andExpect(redirectedUrl(address));

        UUID command = jdbc.sql("select command_id from audit where orderref = :order and kind = 'edit-delivery'")
                .param("order", placed.orderRef())
                .query(UUID.class)
                .single();
        outcomes.record(List.of(new CommandAnswers(
                Events.FULFILLMENT,
                9,
                List.of(new CommandAnswer(
                        command, placed.orderRef(), 1, Answer.DONE, "Version 2", null, now.minusSeconds(50))))));
        park(2);
        mvc.perform(get("/api" + address).with(VIEWER))
                .andExpect(jsonPath("$.message.delivery.version").value(2))
                .andExpect(jsonPath("$.data.order.lines[0].sku").value("SKU-X"))
                .andExpect(jsonPath("$.changes.length()").value(2))
                .andExpect(jsonPath("$.changes[0].path").value("/order/shipTo/0/address/lines/0"))
                .andExpect(jsonPath("$.changes[0].after").value("***"))
                .andExpect(jsonPath("$.changes[1].before").value("SKU-" + order))
                .andExpect(jsonPath("$.changes[1].after").value("SKU-X"));
        mvc.perform(get(address).with(VIEWER))
                .andExpect(content().string(containsString("/order/lines/0/sku")))
                .andExpect(content().string(not(containsString("Main Street"))));
    }

    @Test
    void whatWasSentIsShownBesideTheEventOnThePageAsInTheApi() throws Exception {
        tell(2, Events.exchange("SKU-" + order));

        mvc.perform(get("/api" + address).with(VIEWER))
                .andExpect(jsonPath("$.message.exchanged.told.request").value("POST /2026-01/order"))
                .andExpect(jsonPath("$.message.exchanged.told.fields.length()").value(5))
                .andExpect(jsonPath("$.message.exchanged.told.fields[0].match").value("case"))
                .andExpect(jsonPath("$.message.exchanged.told.fields[0].told").value("SKU-" + order))
                .andExpect(jsonPath("$.message.exchanged.told.unsent[0].value").value("MUG"))
                .andExpect(jsonPath("$.message.exchanged.told.status").value(422));
        mvc.perform(get(address).with(VIEWER))
                .andExpect(content().string(containsString("1 of 5 fields differs from the event; 1 is not in it.")))
                .andExpect(content().string(containsString("differs in case or blanks")))
                .andExpect(content().string(containsString("/order/lines/0/quantities/ordered")))
                .andExpect(content().string(containsString("only what differs (2)")))
                .andExpect(content().string(containsString("In the event, not sent")))
                .andExpect(content().string(containsString("No product sku-" + order)))
                .andExpect(content().string(not(containsString("own database"))));
        mvc.perform(get(address + "?only=differing").with(VIEWER))
                .andExpect(content().string(containsString("/products/0/reference_id")))
                .andExpect(content().string(not(containsString("/order/displayNumber"))));
    }

    @Test
    void aBodyThatCouldNotBeComparedIsShownAsItIsAndSaysSo() throws Exception {
        tell(2, new Exchange("POST /soap", List.of(), 0, List.of(), "<to>***</to>", "not-json", null, null));

        mvc.perform(get(address).with(VIEWER))
                .andExpect(content().string(containsString("is no JSON")))
                .andExpect(content().string(containsString("&lt;to&gt;***&lt;/to&gt;")))
                .andExpect(content().string(containsString("No answer came.")));
    }

    @Test
    void whatAnAdapterDoesNotTellIsSaidAndWhere() throws Exception {
        mvc.perform(get(address).with(VIEWER))
                .andExpect(content().string(containsString("integration’s own database")));

        tell(2, new Exchange(null, List.of(), 0, List.of(), null, null, null, null));

        mvc.perform(get(address).with(VIEWER))
                .andExpect(content().string(containsString("failed before its first call")))
                .andExpect(content().string(not(containsString("own database"))));
    }

    @Test
    void anOlderReportTellsNothingAboutANewerParking() throws Exception {
        tell(3, Events.exchange("SKU-3"));
        tell(2, Events.exchange("SKU-2"));
        mvc.perform(get("/api" + address).with(VIEWER))
                .andExpect(jsonPath("$.message.exchanged.told.fields[0].told").value("SKU-3"));

        park(4);

        mvc.perform(get("/api" + address).with(VIEWER))
                .andExpect(jsonPath("$.message.exchanged").doesNotExist());
    }

    @Test
    void whatWasSentIsToldOfADeliveryThatWasFinishedSince() throws Exception {
        tell(2, Events.exchange("SKU-1"));

        outcomes.record(List.of(new OutcomeBatch(
                Events.FULFILLMENT,
                9,
                List.of(Events.outcome(placed, Result.DELIVERED, now.minusSeconds(10), new Tries(3, 4, 3))))));

        mvc.perform(get(address).with(VIEWER))
                .andExpect(content().string(containsString("when it was parked last")))
                .andExpect(content().string(containsString("/products/0/reference_id")));
    }

    private void tell(int revision, Exchange exchange) {
        outcomes.record(List.of(new OutcomeBatch(
                Events.FULFILLMENT,
                revision,
                List.of(Events.telling(exchange, revision, Events.parkedAs(1, placed, now.minusSeconds(80)))))));
    }

    @Test
    void laterEventsThatWaitBehindItAreShownWithWhatTheyDoToADecision() throws Exception {
        mvc.perform(get(address).with(OPERATOR)).andExpect(content().string(not(containsString("Waiting behind it"))));
        events.record(List.of(
                SeenEvent.of(Events.paid(order, now.minusSeconds(80)), null),
                SeenEvent.of(Events.changed(order, 3, now.minusSeconds(70)), null),
                SeenEvent.of(Events.cancelled(order, 4, now.minusSeconds(60)), null)));

        mvc.perform(get("/api" + address).with(VIEWER))
                .andExpect(jsonPath("$.message.later.length()").value(2))
                .andExpect(jsonPath("$.message.later[0].meaning").value("undoes-edit"))
                .andExpect(jsonPath("$.message.later[1].sequence").value(4))
                .andExpect(jsonPath("$.message.later[1].meaning").value("cancels"));
        mvc.perform(get(address).with(OPERATOR))
                .andExpect(content().string(containsString("would undo an edit")))
                .andExpect(content().string(containsString("taken back as soon as")));
    }

    @Test
    void aDeliveryIsDecidedOnItsPageWithAReason() throws Exception {
        mvc.perform(decide("RETRY", "")).andExpect(redirectedUrl(address));
        mvc.perform(decide("RETRY", "The SKU exists now")).andExpect(redirectedUrl(address));

        assertThat(jdbc.sql("select kind || ': ' || reason from audit where orderref = :order")
                        .param("order", placed.orderRef())
                        .query(String.class)
                        .list())
                .containsExactly("retry-delivery: The SKU exists now");
        mvc.perform(get(address).with(OPERATOR)).andExpect(content().string(containsString("The SKU exists now")));
    }

    @Test
    void anEventThatWasTooLargeToCarryItsDataIsFoundByThemAllTheSame() throws Exception {
        var large = Events.placed(++order, now.minusSeconds(10));
        INGEST.append(large);
        events.record(List.of(SeenEvent.withoutData(
                new EventHeader(
                        large.id(),
                        large.orderKey(),
                        large.type().name(),
                        large.orderRef(),
                        1,
                        large.acceptedAt(),
                        large.occurredAt(),
                        false,
                        large.traceparent(),
                        null),
                null)));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> mvc.perform(get("/api/orders?term=sku-" + order).with(VIEWER))
                                .andExpect(jsonPath("$[0].orderKey").value(large.orderKey()))
                                .andExpect(jsonPath("$[0].displayNumber")
                                        .value(large.data().order().displayNumber())));
        mvc.perform(get("/search?term=" + Events.email(order)).with(VIEWER))
                .andExpect(redirectedUrl("/orders/" + large.orderKey()));
    }

    @Test
    void aDeliveryThatIsOpenHasAPageAndOneThatNobodyOwesHasNone() throws Exception {
        var open = Events.placed(++order, now.minusSeconds(10));
        events.record(List.of(SeenEvent.of(open, null)));

        mvc.perform(get("/api/deliveries/" + Events.FULFILLMENT + "/" + open.orderRef() + "/1")
                        .with(VIEWER))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.message.delivery").doesNotExist())
                .andExpect(jsonPath("$.missing").value(containsString("no longer")));
        mvc.perform(get("/api/deliveries/" + Events.FINANCE + "/" + open.orderRef() + "/1")
                        .with(VIEWER))
                .andExpect(status().isNotFound());
    }

    private List<@Nullable String> disclosures() {
        return jdbc.sql("select actor || ': ' || reason from disclosure where orderref = :order order by position")
                .param("order", placed.orderRef())
                .query(String.class)
                .list();
    }

    private MockHttpServletRequestBuilder reveal(RequestPostProcessor who, String reason) {
        return post(address + "/reveal").with(who).with(csrf()).param("reason", reason);
    }

    private MockHttpServletRequestBuilder decide(String wish, String reason) {
        return post(address + "/decide")
                .with(OPERATOR)
                .with(csrf())
                .param("wish", wish)
                .param("reason", reason);
    }

    private MockHttpServletRequestBuilder edit(String data) {
        return post(address + "/edit")
                .with(OPERATOR)
                .with(csrf())
                .param("reason", "Called the customer")
                .param("expectedVersion", "1")
                .param("data", data);
    }

    private ResultActions told(String wish, String body) throws Exception {
        return mvc.perform(post("/api" + address + wish)
                .with(OPERATOR)
                .with(csrf())
                .contentType(MediaType.APPLICATION_JSON)
                .content(body));
    }
}
