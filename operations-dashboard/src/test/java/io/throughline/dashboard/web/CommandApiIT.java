package io.throughline.dashboard.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import io.throughline.backbone.database.LogEntry;
import io.throughline.backbone.database.LogPosition;
import io.throughline.backbone.database.RelayedLog;
import io.throughline.dashboard.Events;
import io.throughline.dashboard.ledger.SeenEvent;
import io.throughline.dashboard.store.EventStore;
import io.throughline.dashboard.store.LedgerFixture;
import io.throughline.dashboard.store.OutcomeStore;
import io.throughline.events.command.Command;
import io.throughline.events.command.DiscardOrder;
import io.throughline.events.command.EditDelivery;
import io.throughline.events.command.LiftDiscard;
import io.throughline.events.command.PauseDeliveries;
import io.throughline.events.command.RedeliverDelivery;
import io.throughline.events.command.ResendDelivery;
import io.throughline.events.command.ResumeDeliveries;
import io.throughline.events.command.RetrySet;
import io.throughline.events.command.Scope;
import io.throughline.events.command.Selection;
import io.throughline.events.command.SteerSet;
import io.throughline.events.command.Steering;
import io.throughline.events.outcome.Answer;
import io.throughline.events.outcome.CommandAnswer;
import io.throughline.events.outcome.CommandAnswers;
import io.throughline.events.outcome.OutcomeBatch;
import io.throughline.events.outcome.Result;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
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
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** Every command that the API takes, as far as the log from which it is sent; the broker is away. */
@SpringBootTest(
        properties = {
            "throughline.dashboard.four-eyes.enabled=false",
            "spring.cloud.azure.servicebus.connection-string=Endpoint=sb://127.0.0.1:1;SharedAccessKeyName=none;"
                    + "SharedAccessKey=bm9uZQ==;UseDevelopmentEmulator=true"
        })
@AutoConfigureMockMvc
@DirtiesContext
class CommandApiIT {

    static final RequestPostProcessor OPERATOR = user("second-shift").roles("OPERATOR");
    static final String PARKED = delivery(1);
    static final String DELIVERED = delivery(2);
    static final String INTEGRATION = "/api/integrations/" + Events.FULFILLMENT;

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
    }

    @BeforeEach
    void parkTheFirstOfTwoOrders() {
        outcomes.record(List.of(new OutcomeBatch(
                Events.FULFILLMENT,
                2,
                List.of(
                        Events.outcome(Events.placed(1, now.minusSeconds(100)), Result.PARKED, now.minusSeconds(99)),
                        Events.outcome(
                                Events.placed(2, now.minusSeconds(90)), Result.DELIVERED, now.minusSeconds(89))))));
    }

    @Test
    void aDeliveryIsEditedSentOnceMoreOrRedelivered() throws Exception {
        assertThat(given(
                        PARKED + "/edit",
                        "{\"reason\":\"r\",\"expectedVersion\":1,\"data\":{\"order\":{\"n\":12345678901}}}"))
                .isInstanceOfSatisfying(EditDelivery.class, edit -> {
                    assertThat(edit.expectedVersion()).isEqualTo(1);
                    assertThat(edit.data()).hasToString("{order={n=12345678901}}");
                    assertThat(edit.by().actor()).isEqualTo("second-shift");
                });
        assertThat(given(DELIVERED + "/resend", "{\"reason\":\"r\"}"))
                .isInstanceOfSatisfying(
                        ResendDelivery.class,
                        resend -> assertThat(resend.orderKey()).isEqualTo(Events.orderKey(2)));
        assertThat(given(DELIVERED + "/redeliver", "{\"reason\":\"r\"}"))
                .isInstanceOfSatisfying(
                        RedeliverDelivery.class,
                        again -> assertThat(again.sequence()).isEqualTo(1));
    }

    @Test
    void anOrderIsDiscardedFromADeliveryOnUntilThatIsLiftedWithAHigherRevision() throws Exception {
        DiscardOrder discard = (DiscardOrder) given(PARKED + "/discard-order", "{\"reason\":\"r\"}");
        LiftDiscard lift = (LiftDiscard) given(PARKED + "/lift-discard", "{\"reason\":\"r\"}");

        assertThat(discard.fromSequence()).isEqualTo(1);
        assertThat(lift.subject()).isEqualTo(discard.subject());
        assertThat(lift.revision()).isGreaterThan(discard.revision());
    }

    @Test
    void aSetIsBegunAndSteered() throws Exception {
        RetrySet set = (RetrySet) given(INTEGRATION + "/retry", "{\"reason\":\"r\",\"selection\":{\"code\":\"a-b\"}}");
        SteerSet steer = (SteerSet)
                given("/api/commands/" + set.commandId() + "/steer", "{\"reason\":\"r\",\"steering\":\"cancel\"}");

        assertThat(set.selection()).isEqualTo(new Selection(null, "a-b", null, null));
        assertThat(steer.setId()).isEqualTo(set.commandId());
        assertThat(steer.steering()).isEqualTo(Steering.CANCEL);
        assertThat(steer.integration()).isEqualTo(Events.FULFILLMENT);
    }

    @Test
    void callsAreHaltedAndGoOn() throws Exception {
        String within = "{\"reason\":\"r\",\"scope\":{\"of\":\"shop\",\"name\":\"shopify:demo-shop\"}}";

        PauseDeliveries pause = (PauseDeliveries) given(INTEGRATION + "/pause", within);
        ResumeDeliveries resume = (ResumeDeliveries) given(INTEGRATION + "/resume", within);

        assertThat(pause.scope()).isEqualTo(new Scope(Scope.Of.SHOP, "shopify:demo-shop"));
        assertThat(resume.revision()).isGreaterThan(pause.revision());
    }

    @Test
    void whatIsDeliveredAndAbsentIsListedDeliveredAgainAndSetAside() throws Exception {
        String absent = INTEGRATION + "/absent-effects";
        for (int order = 21; order <= 23; order++) {
            var reported = Events.outcome(Events.placed(order, now.minusSeconds(80)), Result.DELIVERED, now);
            outcomes.record(List.of(
                    new OutcomeBatch(Events.FULFILLMENT, order, List.of(reported)),
                    Events.absent(Events.FULFILLMENT, reported, now.plusSeconds(order))));
        }
        events.record(List.of(SeenEvent.of(Events.cancelled(23, 2, now), null)));

        mvc.perform(get(absent).with(OPERATOR))
                .andExpect(jsonPath("$.length()").value(3))
                .andExpect(jsonPath("$[0].orderKey").value(Events.orderKey(21)))
                .andExpect(jsonPath("$[0].foundAt").exists())
                .andExpect(jsonPath("$[0].endedBy").doesNotExist())
                .andExpect(jsonPath("$[2].endedBy").value("order.cancelled.v1"));
        mvc.perform(get(INTEGRATION).with(OPERATOR))
                .andExpect(jsonPath("$.inspection.absent").value(3))
                .andExpect(jsonPath("$.condition").value("unaccounted"));

        // One order is cancelled: delivered again with the others it would stay.
        ask(absent + "/redeliver", "{\"reason\":\"r\",\"deliveries\":3}").andExpect(status().isConflict());
        given(absent + "/redeliver", "{\"reason\":\"they restored\",\"deliveries\":2}");
        assertThat(audit.after(LogPosition.START, 1000).stream()
                        .map(LogEntry::row)
                        .filter(command -> command.by().reason().equals("they restored"))
                        .map(RedeliverDelivery.class::cast))
                .extracting(RedeliverDelivery::orderKey)
                .containsExactly(Events.orderKey(21), Events.orderKey(22));

        String one = absent + "/" + Events.orderRef(23) + "/1/set-aside";
        ask(one, "{\"reason\":\"cancelled\"}")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.deliveries").value(1));
        ask(one, "{\"reason\":\"cancelled\"}").andExpect(status().isNotFound());
        ask(absent + "/set-aside", "{\"reason\":\"r\",\"deliveries\":3}").andExpect(status().isConflict());
        ask(absent + "/set-aside", "{\"reason\":\"by hand\",\"deliveries\":2}")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.deliveries").value(2));
        mvc.perform(get(absent).with(OPERATOR)).andExpect(jsonPath("$.length()").value(0));
        mvc.perform(get("/api/audit").with(OPERATOR))
                .andExpect(
                        jsonPath("$[?(@.kind == 'effect-set-aside')].length()").value(org.hamcrest.Matchers.hasSize(3)))
                .andExpect(jsonPath("$[?(@.reason == 'cancelled')].orderKey").value(Events.orderKey(23)))
                .andExpect(jsonPath("$[?(@.reason == 'cancelled')].actor").value("second-shift"));
    }

    @Test
    void whatIsNotThereCannotBeCommanded() throws Exception {
        String stranger = "/api/deliveries/" + Events.FULFILLMENT + "/" + Events.orderRef(99) + "/1";
        for (String wish : List.of("retry", "discard", "resend", "redeliver", "discard-order", "lift-discard")) {
            ask(stranger + "/" + wish, "{\"reason\":\"r\"}").andExpect(status().isNotFound());
        }
        ask("/api/integrations/nobody/retry", "{\"reason\":\"r\",\"selection\":{}}")
                .andExpect(status().isNotFound());
        ask("/api/commands/" + UUID.randomUUID() + "/steer", "{\"reason\":\"r\",\"steering\":\"pause\"}")
                .andExpect(status().isNotFound());
        ask(DELIVERED + "/edit", "{\"reason\":\"r\",\"expectedVersion\":1,\"data\":{\"order\":{}}}")
                .andExpect(status().isConflict());
        mvc.perform(get("/api/commands/" + UUID.randomUUID()).with(OPERATOR)).andExpect(status().isNotFound());
    }

    @Test
    void whatIsIncompleteIsRefused() throws Exception {
        ask(PARKED + "/edit", "{\"reason\":\"r\",\"data\":{\"order\":{}}}").andExpect(status().isBadRequest());
        ask(PARKED + "/edit", "{\"reason\":\"r\",\"expectedVersion\":1}").andExpect(status().isBadRequest());
        ask(PARKED + "/resend", "{\"reason\":\" \"}").andExpect(status().isBadRequest());
        ask(INTEGRATION + "/retry", "{\"reason\":\"r\"}").andExpect(status().isBadRequest());
        ask(INTEGRATION + "/pause", "{\"reason\":\"r\",\"scope\":{\"of\":\"shop\"}}")
                .andExpect(status().isBadRequest());
        mvc.perform(post(PARKED + "/resend")
                        .with(OPERATOR)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"reason\":\"r\"}"))
                .andExpect(status().isForbidden());
    }

    @Test
    void aCommandTellsHowFarItIsAndWhatBecameOfEachDelivery() throws Exception {
        RetrySet set = (RetrySet) given(INTEGRATION + "/retry", "{\"reason\":\"all of it\",\"selection\":{}}");
        mvc.perform(get("/api/commands/" + set.commandId()).with(OPERATOR))
                .andExpect(jsonPath("$.state").value("sent"))
                .andExpect(jsonPath("$.command.kind").value("retry-set"))
                .andExpect(jsonPath("$.command.reason").value("all of it"));
        CommandAnswers answers = new CommandAnswers(
                Events.FULFILLMENT,
                3,
                List.of(
                        new CommandAnswer(set.commandId(), null, null, Answer.ACCEPTED, null, 2, now),
                        new CommandAnswer(
                                set.commandId(), Events.orderRef(1), 1, Answer.FAILED, "a-b", null, now.plusSeconds(1)),
                        new CommandAnswer(
                                set.commandId(), Events.orderRef(2), 1, Answer.DONE, null, null, now.plusSeconds(2)),
                        new CommandAnswer(
                                set.commandId(), null, null, Answer.DONE, "1 of 2", null, now.plusSeconds(3))));

        outcomes.record(List.of(answers));
        outcomes.record(List.of(answers));

        mvc.perform(get("/api/commands/" + set.commandId()).with(OPERATOR))
                .andExpect(jsonPath("$.state").value("done"))
                .andExpect(jsonPath("$.detail").value("1 of 2"))
                .andExpect(jsonPath("$.total").value(2))
                .andExpect(jsonPath("$.counts.done").value(1))
                .andExpect(jsonPath("$.counts.failed").value(1))
                .andExpect(jsonPath("$.deliveries.length()").value(2))
                .andExpect(jsonPath("$.deliveries[1].answer").value("failed"))
                .andExpect(jsonPath("$.deliveries[1].orderRef")
                        .value(Events.orderRef(1).toString()));
    }

    @Test
    void aGroupOfFailuresIsRetriedOnlyAsItWasPlanned() throws Exception {
        String group = "/api/failures/" + Events.FULFILLMENT + "/3f0c9a517be2d846";
        outcomes.record(List.of(new OutcomeBatch(
                Events.FULFILLMENT,
                3,
                List.of(Events.parkedFor(
                        "3f0c9a517be2d846", Events.placed(7, now.minusSeconds(50)), now.minusSeconds(49))))));

        ask(group + "/retry", "{\"reason\":\"r\",\"deliveries\":2}").andExpect(status().isConflict());
        ask(group + "/retry", "{\"reason\":\"r\"}").andExpect(status().isBadRequest());
        ask("/api/failures/" + Events.FULFILLMENT + "/nothing/retry", "{\"reason\":\"r\",\"deliveries\":1}")
                .andExpect(status().isNotFound());

        assertThat(given(group + "/retry", "{\"reason\":\"the SKU exists now\",\"deliveries\":1}"))
                .isInstanceOfSatisfying(
                        RetrySet.class,
                        set -> assertThat(set.selection())
                                .isEqualTo(new Selection("3f0c9a517be2d846", null, null, null)));
    }

    @Test
    void aGroupOfFailuresIsDecidedAbout() throws Exception {
        String group = "/api/failures/" + Events.FULFILLMENT + "/code:shipbob-rejected";

        mvc.perform(put(group)
                        .with(OPERATOR)
                        .with(csrf())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"state\":\"acknowledged\",\"owner\":\"Team A\",\"note\":\"asked them\"}"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.state").value("acknowledged"))
                .andExpect(jsonPath("$.decision.by.actor").value("second-shift"));
        mvc.perform(put(group)
                        .with(OPERATOR)
                        .with(csrf())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"state\":\"forgotten\",\"owner\":\"\",\"note\":\"\"}"))
                .andExpect(status().isBadRequest());
        mvc.perform(get(group).with(OPERATOR))
                .andExpect(jsonPath("$.decision.owner").value("Team A"));
        mvc.perform(get("/api/failures").with(OPERATOR))
                .andExpect(jsonPath("$[?(@.cause == 'code:shipbob-rejected')].state")
                        .value("acknowledged"));
        mvc.perform(get("/api/failures/nobody/nothing").with(OPERATOR)).andExpect(status().isNotFound());
    }

    private static String delivery(int order) {
        return "/api/deliveries/" + Events.FULFILLMENT + "/" + Events.orderRef(order) + "/1";
    }

    private ResultActions ask(String address, String body) throws Exception {
        return mvc.perform(post(address)
                .with(OPERATOR)
                .with(csrf())
                .contentType(MediaType.APPLICATION_JSON)
                .content(body));
    }

    /** The command as it will be sent. */
    private Command given(String address, String body) throws Exception {
        String answer = ask(address, body)
                .andExpect(status().isAccepted())
                .andReturn()
                .getResponse()
                .getContentAsString();
        UUID id = UUID.fromString(JsonPath.read(answer, "$.commandId"));
        return audit.after(LogPosition.START, 1000).stream()
                .map(LogEntry::row)
                .filter(command -> command.commandId().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
