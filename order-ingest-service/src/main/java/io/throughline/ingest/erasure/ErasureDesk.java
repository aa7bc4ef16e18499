package io.throughline.ingest.erasure;

import io.throughline.events.command.ErasePerson;
import io.throughline.events.outcome.Answer;
import io.throughline.ingest.store.ErasureWish;
import io.throughline.ingest.store.Erasures;
import io.throughline.ingest.store.HeldOrders;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes wishes for somebody to be erased, by whichever way they come: each id once. */
@Component
public class ErasureDesk {

    private static final Logger LOG = LoggerFactory.getLogger(ErasureDesk.class);

    private final Erasures erasures;
    private final HeldOrders orders;
    private final ErasureMessages messages;
    private final Eraser eraser;
    private final Clock clock;

    ErasureDesk(Erasures erasures, HeldOrders orders, ErasureMessages messages, Eraser eraser, Clock clock) {
        this.erasures = erasures;
        this.orders = orders;
        this.messages = messages;
        this.eraser = eraser;
        this.clock = clock;
    }

    /** Obeyed once, however often it comes; answered on topic {@code outcomes} when there is no such order. */
    public void obey(ErasePerson command) {
        if (erasures.find(command.commandId()).isPresent()) {
            return;
        }
        orders.customerOf(command.orderKey())
                .ifPresentOrElse(
                        person -> request(new ErasureWish(
                                command.commandId(), person, List.of(command.orderKey()), command.by())),
                        () -> messages.answer(
                                command.commandId(),
                                Answer.REFUSED,
                                "No order of this key is known here",
                                clock.instant()));
    }

    /** Whether it is new. */
    public boolean request(ErasureWish wish) {
        boolean fresh = erasures.request(wish);
        if (fresh) {
            LOG.atInfo()
                    .addKeyValue("throughline.command_id", wish.id())
                    .addKeyValue("throughline.actor", wish.by().actor())
                    .log("erasure.requested");
            eraser.signal();
        }
        return fresh;
    }
}
