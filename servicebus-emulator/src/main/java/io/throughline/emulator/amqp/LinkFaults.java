package io.throughline.emulator.amqp;

import io.throughline.emulator.faults.Fault;
import io.throughline.emulator.faults.FaultBoard;
import io.throughline.emulator.faults.FaultKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.Rejected;
import org.apache.qpid.proton.amqp.transport.ErrorCondition;

/** What goes wrong on purpose on one link. Without faults at work it changes nothing. */
final class LinkFaults {

    private final FaultBoard board;
    private final String entity;
    private final ClientConnection connection;
    private final Deque<Runnable> unheard = new ArrayDeque<>();
    private Instant lastDue = Instant.MIN;
    private int unsent;
    private boolean closed;

    LinkFaults(String entity, ClientConnection connection) {
        this.board = connection.faults();
        this.entity = entity;
        this.connection = connection;
    }

    boolean of(String path) {
        return entity.equalsIgnoreCase(path);
    }

    boolean silent() {
        return board.silences(this, entity, () -> connection.later(this::hearAll));
    }

    /** Does what the other side asks for: now, or once the link may hear it. */
    void hear(Runnable action) {
        if (silent()) {
            unheard.add(action);
        } else {
            action.run();
        }
    }

    private void hearAll() {
        while (!closed && !unheard.isEmpty() && !silent()) {
            unheard.remove().run();
        }
    }

    /** Frames that are on their way, as far as the link knows, and are not. */
    int unsent() {
        return unsent;
    }

    /** Sends something: now, or later and after all that is sent later already. */
    void send(Runnable frame) {
        var latency = board.strike(FaultKind.LATENCY, entity).map(Fault::delay);
        if (unsent == 0 && latency.isEmpty()) {
            frame.run();
            return;
        }
        var due = board.now().plus(latency.orElse(Duration.ZERO));
        lastDue = due.isAfter(lastDue) ? due : lastDue;
        unsent++;
        board.timers()
                .at(
                        lastDue,
                        () -> connection.later(() -> {
                            unsent--;
                            unlessClosed(frame);
                        }));
    }

    private void unlessClosed(Runnable frame) {
        if (!closed) {
            frame.run();
        }
    }

    /** Answers a send that was taken. */
    void answerSend(Runnable answer) {
        answer(FaultKind.LOSE_SEND_ANSWERS, FaultKind.DELAY_SEND_ANSWERS, answer);
    }

    /** Answers a settlement that was done. */
    void answerSettlement(Runnable answer) {
        answer(FaultKind.LOSE_SETTLEMENT_ANSWERS, FaultKind.DELAY_SETTLEMENT_ANSWERS, answer);
    }

    private void answer(FaultKind lost, FaultKind delayed, Runnable answer) {
        if (board.strike(lost, entity).isPresent()) {
            return;
        }
        board.strike(delayed, entity)
                .ifPresentOrElse(
                        fault ->
                                board.timers().after(fault.delay(), () -> connection.later(() -> unlessClosed(answer))),
                        () -> send(answer));
    }

    /** Why a send is not taken, if it is not. */
    Optional<Rejected> sendRefused() {
        return board.strike(FaultKind.BUSY_SENDS, entity)
                .or(() -> board.strike(FaultKind.REFUSE_SENDS, entity))
                .map(LinkFaults::rejected);
    }

    /** Why a settlement is not done, if it is not. */
    Optional<Rejected> settlementRefused() {
        return board.strike(FaultKind.BUSY_SETTLEMENTS, entity).map(LinkFaults::rejected);
    }

    private static Rejected rejected(Fault fault) {
        var rejected = new Rejected();
        rejected.setError(new ErrorCondition(Symbol.valueOf(fault.error().condition()), "A fault that was asked for."));
        return rejected;
    }

    void close() {
        closed = true;
        unheard.clear();
        board.forget(this);
    }
}
