package io.throughline.dashboard.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import io.throughline.backbone.json.Json;
import io.throughline.dashboard.Events;
import io.throughline.dashboard.intake.StubIngest;
import io.throughline.dashboard.ledger.SeenEvent;
import io.throughline.dashboard.store.ErasureStore;
import io.throughline.dashboard.store.EventStore;
import io.throughline.dashboard.store.LedgerFixture;
import io.throughline.dashboard.store.OutcomeStore;
import io.throughline.events.EventEnvelope;
import io.throughline.events.command.Authority;
import io.throughline.events.command.EraseOrders;
import io.throughline.events.command.ErasedOrder;
import io.throughline.events.outcome.OutcomeBatch;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
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
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** What needs a second person, and everything that is no second person; data are fetched over real HTTP. */
@SpringBootTest(
        properties = {
            "throughline.dashboard.four-eyes.discards=2",
            "throughline.dashboard.audit.every=200ms",
            "spring.cloud.azure.servicebus.connection-string=Endpoint=sb://127.0.0.1:1;SharedAccessKeyName=none;"
                    + "SharedAccessKey=bm9uZQ==;UseDevelopmentEmulator=true"
        })
@AutoConfigureMockMvc
@DirtiesContext
class ApprovalIT {

    static final RequestPostProcessor APPROVER = user("first-shift").roles("APPROVER");
    static final RequestPostProcessor VIEWER = user("guest").roles("VIEWER");
    static final String REASON = "{\"reason\":\"The customer called\"}";
    static final StubIngest INGEST = new StubIngest();

    @TempDir
    static Path directory;

    /** Each test has an order and a person of its own. */
    static int order = 200;

    @Autowired
    MockMvc mvc;

    @Autowired
    EventStore events;

    @Autowired
    OutcomeStore outcomes;

    @Autowired
    ErasureStore erasures;

    @Autowired
    JdbcClient jdbc;

    final Instant now = Instant.now();
    final EventEnvelope<?> placed = Events.placed(++order, now.minusSeconds(100));
    final String person = "second-shift" + order;
    final RequestPostProcessor operator = user(person).roles("OPERATOR");
    final String delivery = "/api/deliveries/" + Events.FULFILLMENT + "/" + Events.orderRef(order) + "/1";
    final String data = Json.mapper().writeValueAsString(placed.data());

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
        registry.add("throughline.dashboard.log.timeout", () -> "30s");
        registry.add("throughline.dashboard.log.base-url", INGEST::address);
        registry.add("throughline.dashboard.log.token", () -> StubIngest.TOKEN);
    }

    @BeforeEach
    void parkOne() {
        INGEST.append(placed);
        outcomes.record(List.of(Events.announcement(Events.FULFILLMENT, now.minusSeconds(1000))));
        park("cause" + order, placed);
    }

    private void park(String cause, EventEnvelope<?> event) {
        events.record(List.of(SeenEvent.of(event, null)));
        outcomes.record(List.of(new OutcomeBatch(
                Events.FULFILLMENT, 1, List.of(Events.parkedFor(cause, event, now.minusSeconds(90))))));
    }

    @AfterAll
    static void close() {
        INGEST.close();
    }

    @Test
    void anEditOfAnAddressIsSentAsItWasAskedForOnceSomebodyElseAgrees() throws Exception {
        UUID id = waiting(ask(delivery + "/edit", edit(data.replace("Main Street 7", "Main Street 8"))));
        assertThat(sent()).isEmpty();
        mvc.perform(get("/api/approvals").with(VIEWER))
                .andExpect(jsonPath("$[?(@.id == '%s')].by.actor", id).value(person))
                .andExpect(jsonPath("$[?(@.id == '%s')].changes[0].path", id).value("/order/shipTo/0/address/lines/0"))
                .andExpect(jsonPath("$[?(@.id == '%s')].changes[0].after", id).value("***"));
        mvc.perform(get("/approvals").with(APPROVER))
                .andExpect(content().string(containsString("Approvals (")))
                .andExpect(content().string(containsString("There is no second person for what you ask")))
                .andExpect(content().string(not(containsString("Main Street"))));

        decide(id, "reveal", APPROVER).andExpect(jsonPath("$.changes[0].after").value("Main Street 8"));
        decide(id, "approve", APPROVER).andExpect(status().isOk());

        assertThat(sent()).containsExactly("edit-delivery by " + person + ": The customer called");
        assertThat(jdbc.sql("select convert_from(body, 'UTF8') from command_document where command_id = :id")
                        .param("id", id)
                        .query(String.class)
                        .single())
                .contains("Main Street 8");
        decide(id, "approve", APPROVER)
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.detail").value(containsString("approved by first-shift")));
        decide(id, "decline", APPROVER).andExpect(status().isConflict());
        assertThat(sent()).hasSize(1);
        mvc.perform(get("/api/audit").with(VIEWER))
                .andExpect(jsonPath("$[?(@.commandId == '%s')].kind", id)
                        .value(containsInAnyOrder("approved-edit-delivery", "edit-delivery", "ask-edit-delivery")));
    }

    @Test
    void whatIsHarmlessIsSentAndWhatCannotBeComparedWaits() throws Exception {
        ask(delivery + "/edit", edit(data.replace("SKU-" + order, "SKU-X")))
                .andExpect(status().isAccepted())
                .andExpect(jsonPath("$.waits").doesNotExist());
        assertThat(sent()).hasSize(1);

        ask(delivery + "/edit", edit("{\"order\":{}}"))
                .andExpect(jsonPath("$.waits").value(true));
        ask(delivery + "/edit", edit(data).replace("expectedVersion\":1", "expectedVersion\":2"))
                .andExpect(jsonPath("$.waits").value(true));
        INGEST.isDown(true);
        try {
            ask(delivery + "/edit", edit(data)).andExpect(jsonPath("$.waits").value(true));
        } finally {
            INGEST.isDown(false);
        }
        assertThat(sent()).hasSize(1);
    }

    @Test
    void nobodyButAnotherApproverIsTheSecondPerson() throws Exception {
        RequestPostProcessor same = user(person.toUpperCase(Locale.ROOT)).roles("APPROVER");
        UUID id = waiting(ask(delivery + "/edit", edit("{\"order\":{}}")));

        decide(id, "approve", operator).andExpect(status().isForbidden());
        decide(id, "approve", same)
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.detail").value(containsString("Whoever asked")));
        decide(id, "approve", user("other").roles("OPERATOR"))
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.detail").value("The role approver is needed"));
        decide(id, "decline", user("other").roles("OPERATOR")).andExpect(status().isForbidden());
        decide(id, "approve", VIEWER).andExpect(status().isForbidden());
        mvc.perform(post("/approvals/" + id)
                        .with(APPROVER)
                        .param("wish", "APPROVE")
                        .param("reason", "r"))
                .andExpect(status().isForbidden());
        mvc.perform(post("/api/approvals/" + id + "/approve")
                        .with(APPROVER)
                        .with(csrf())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"reason\":\" \"}"))
                .andExpect(status().isBadRequest());
        decide(UUID.randomUUID(), "approve", APPROVER).andExpect(status().isNotFound());

        assertThat(sent()).isEmpty();
        assertThat(decided(id)).isNull();
    }

    @Test
    void whatIsDeclinedOrTakenBackIsNotSent() throws Exception {
        UUID declined = waiting(ask(delivery + "/edit", edit("{\"order\":{}}")));
        UUID withdrawn = waiting(ask(delivery + "/edit", edit("{\"order\":{}}")));

        decide(declined, "decline", APPROVER).andExpect(jsonPath("$.verdict").value("declined"));
        decide(withdrawn, "decline", operator).andExpect(jsonPath("$.verdict").value("withdrawn"));
        decide(declined, "approve", APPROVER).andExpect(status().isConflict());

        assertThat(sent()).isEmpty();
        assertThat(decided(declined)).isEqualTo("declined by first-shift: The customer called");
        assertThat(kept(declined) + kept(withdrawn)).isZero();
    }

    @Test
    void whatNobodyDecidedInTimeIsNotSent() throws Exception {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into approval (approval_id, at, expires_at, actor, role, kind, integration, deliveries,
                                              reason, grounds, digest)
                        values (:id, now() - interval '2 s', now() - interval '1 s', 'second-shift', 'operator',
                                'discard-delivery', 'fulfillment-adapter', 1, 'r', 'g', sha256('x'))
                        """).param("id", id).update();

        decide(id, "approve", APPROVER)
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.detail").value(containsString("expired")));
        decide(id, "decline", APPROVER).andExpect(status().isConflict());
        mvc.perform(get("/api/approvals").with(VIEWER))
                .andExpect(jsonPath("$[?(@.id == '%s')]", id).isEmpty());
    }

    @Test
    void contentThatWasExchangedOrErasedIsNotSent() throws Exception {
        UUID exchanged = waiting(ask(delivery + "/edit", edit("{\"order\":{}}")));
        UUID erased = waiting(ask(delivery + "/edit", edit("{\"order\":{}}")));
        jdbc.sql("""
                        update approval_document d set body = (
                            select o.body from approval_document o where o.approval_id = :other)
                        where d.approval_id = :id
                        """).param("id", exchanged).param("other", erased).update();

        decide(exchanged, "approve", APPROVER)
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.detail").value(containsString("not as it was asked for")));
        assertThat(decided(exchanged)).isNull();
        erasures.erase(new EraseOrders(
                UUID.randomUUID(),
                EraseOrders.EVERYBODY,
                new Authority("system", "system", "asked for"),
                UUID.randomUUID(),
                List.of(new ErasedOrder(placed.orderRef(), placed.orderKey(), 1))));
        decide(erased, "approve", APPROVER)
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.detail").value(containsString("erased")));
        assertThat(sent()).isEmpty();
        decide(erased, "decline", APPROVER).andExpect(status().isOk());
    }

    @Test
    void aPersonDiscardsAFewAloneAndThenNotOneMore() throws Exception {
        for (int few = 0; few < 2; few++) {
            ask(delivery + "/discard", REASON).andExpect(jsonPath("$.waits").doesNotExist());
        }
        UUID id = waiting(ask(delivery + "/discard", REASON));
        waiting(ask(delivery + "/discard-order", REASON));
        mvc.perform(post("/parked/" + delivery.substring("/api/deliveries/".length()))
                        .with(operator)
                        .with(csrf())
                        .param("wish", "DISCARD")
                        .param("reason", "r"))
                .andExpect(flash().attribute("accepted", containsString("Waits for a second person")));
        assertThat(sent()).hasSize(2);

        decide(id, "reveal", APPROVER).andExpect(status().isConflict());
        decide(id, "approve", APPROVER).andExpect(status().isOk());

        assertThat(sent()).hasSize(3);
    }

    @Test
    void aDiscardOfManyIsAboutThoseThatWereThereWhenItWasAskedFor() throws Exception {
        String cause = "cause" + order;
        park(cause, Events.placed(++order, now.minusSeconds(80)));
        park(cause, Events.placed(++order, now.minusSeconds(70)));
        String address = "/api/failures/" + Events.FULFILLMENT + "/" + cause + "/discard";
        ask(address, "{\"reason\":\"r\",\"deliveries\":2}").andExpect(status().isConflict());

        UUID id = waiting(ask(address, "{\"reason\":\"r\",\"deliveries\":3}"));
        park(cause, Events.placed(++order, now.minusSeconds(60)));
        mvc.perform(post("/approvals/" + id)
                        .with(APPROVER)
                        .with(csrf())
                        .param("wish", "APPROVE")
                        .param("reason", "They are test orders"))
                .andExpect(status().is3xxRedirection());

        assertThat(sent()).hasSize(3).allMatch(one -> one.startsWith("discard-delivery"));
        assertThat(decided(id)).isEqualTo("approved by first-shift: They are test orders");
    }

    @Test
    void askingAndDecidingAreEntriesOfTheAuditLogsChain() throws Exception {
        decide(waiting(ask(delivery + "/edit", edit("{\"order\":{}}"))), "approve", APPROVER);
        long entries =
                jdbc.sql("select number from audit_chain").query(Long.class).single();

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(JsonPath.<Integer>read(chain(), "$.number")).isGreaterThanOrEqualTo((int) entries));
        assertThat(chain()).doesNotContain("broken");
    }

    private String chain() throws Exception {
        return mvc.perform(get("/api/audit/chain").with(VIEWER))
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private static String edit(String data) {
        return "{\"reason\":\"The customer called\",\"expectedVersion\":1,\"data\":" + data + "}";
    }

    private ResultActions ask(String address, String body) throws Exception {
        return mvc.perform(post(address)
                .with(operator)
                .with(csrf())
                .contentType(MediaType.APPLICATION_JSON)
                .content(body));
    }

    private static UUID waiting(ResultActions answer) throws Exception {
        answer.andExpect(status().isAccepted()).andExpect(jsonPath("$.waits").value(true));
        return UUID.fromString(JsonPath.read(answer.andReturn().getResponse().getContentAsString(), "$.commandId"));
    }

    private ResultActions decide(UUID id, String verdict, RequestPostProcessor who) throws Exception {
        return mvc.perform(post("/api/approvals/" + id + "/" + verdict)
                .with(who)
                .with(csrf())
                .contentType(MediaType.APPLICATION_JSON)
                .content(REASON));
    }

    private List<@Nullable String> sent() {
        return jdbc.sql("select kind || ' by ' || actor || ': ' || reason from audit where actor = :actor")
                .param("actor", person)
                .query(String.class)
                .list();
    }

    private @Nullable String decided(UUID id) {
        return jdbc.sql("""
                        select max(verdict || ' by ' || actor || ': ' || reason)
                        from approval_decision where approval_id = :id
                        """).param("id", id).query(String.class).optional().orElse(null);
    }

    private int kept(UUID id) {
        return jdbc.sql("select count(*) from approval_document where approval_id = :id")
                .param("id", id)
                .query(Integer.class)
                .single();
    }
}
