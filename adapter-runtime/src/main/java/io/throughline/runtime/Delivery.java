package io.throughline.runtime;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One attempt to carry out one event for this integration. */
public final class Delivery {

    private final String orderKey;
    private final int attempt;
    private final int revision;
    private final boolean mayHaveReachedDownstream;
    private final Set<String> finishedSteps;
    private String operation = "";

    /**
     * The attempt that is about to be made.
     *
     * @param attempt 1 for the first
     * @param revision 1; higher for an explicit re-send, which appends it to every effect key
     * @param finishedSteps names given to {@link #once} that succeeded in earlier attempts
     */
    public Delivery(
            String orderKey, int attempt, int revision, boolean mayHaveReachedDownstream, List<String> finishedSteps) {
        this.orderKey = orderKey;
        this.attempt = attempt;
        this.revision = revision;
        this.mayHaveReachedDownstream = mayHaveReachedDownstream;
        this.finishedSteps = new LinkedHashSet<>(finishedSteps);
    }

    /** 1 for the first. */
    public int attempt() {
        return attempt;
    }

    /** 1; higher when it was explicitly sent again. */
    public int revision() {
        return revision;
    }

    /** Whether an earlier attempt ended without our learning what became of it: then ask before sending again. */
    public boolean mayHaveReachedDownstream() {
        return mayHaveReachedDownstream;
    }

    /** The key of a change that an order has at most one of: {@code shipment}, {@code invoice}. */
    public EffectKey effectKey(String operation) {
        this.operation = operation;
        return new EffectKey(orderKey + "/" + operation + resend());
    }

    /** The key of a change that an order has one of per document: {@code credit-note} of a refund's id. */
    public EffectKey effectKey(String operation, String document) {
        this.operation = operation;
        return new EffectKey(orderKey + "/" + operation + "/" + document + resend());
    }

    /** The operation whose effect key was asked for last: what the attempt was about when it failed. */
    public Optional<String> operation() {
        return operation.isEmpty() ? Optional.empty() : Optional.of(operation);
    }

    private String resend() {
        return revision == 1 ? "" : "/" + revision;
    }

    /**
     * Makes a call unless an earlier attempt finished it: a delivery of several calls resumes where it stopped,
     * whatever ended it. What is finished is durable before the next call.
     */
    public void once(String step, Runnable call) {
        if (!isFinished(step)) {
            CallGuard.check();
            call.run();
            finish(step);
        }
    }

    /** Whether this attempt or an earlier one finished the step. */
    public boolean isFinished(String step) {
        return finishedSteps.contains(step);
    }

    /** A step that was made together with others is finished; durable before the next call. */
    public void finish(String step) {
        finishedSteps.add(step);
    }

    /** Steps finished so far, this attempt's included. */
    public List<String> finishedSteps() {
        return List.copyOf(finishedSteps);
    }
}
