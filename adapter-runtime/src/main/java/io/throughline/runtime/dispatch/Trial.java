package io.throughline.runtime.dispatch;

import io.throughline.backbone.trace.Span;
import io.throughline.backbone.trace.Span.Kind;
import io.throughline.runtime.Owed;
import io.throughline.runtime.dispatch.Settler.Ended;
import io.throughline.runtime.store.LeasedDelivery;
import io.throughline.runtime.store.Settlement;
import java.util.List;

/**
 * A delivery that is tried.
 *
 * @param span of the attempt, ended by whoever says how it ended
 */
record Trial(LeasedDelivery leased, Owed<?> owed, Span span) {

    /**
     * The span that one call of a group hangs below: the first that is recorded. The others are linked to it, so that
     * whoever looks at one of them finds the call.
     */
    static Span leader(List<Trial> group) {
        Span first = Span.NONE;
        for (Trial trial : group) {
            if (first.isRecorded()) {
                first.traceparent().ifPresent(trial.span::linked);
            } else {
                first = trial.span;
            }
        }
        return first;
    }

    /** The delivery with what this attempt finished of it. */
    LeasedDelivery further() {
        return leased.withFinishedSteps(owed.delivery().finishedSteps());
    }

    /** Its report begins now, and is over once it is committed. */
    Ended ended(Settlement settlement) {
        return new Ended(leased, settlement, span.child(Kind.INTERNAL, "report"));
    }
}
