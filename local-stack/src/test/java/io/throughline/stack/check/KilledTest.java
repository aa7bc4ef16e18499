package io.throughline.stack.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.stack.faults.Moment;
import io.throughline.stack.parts.Service;
import org.junit.jupiter.api.Test;

class KilledTest {

    private final Killed killed = new Killed();

    @Test
    void aMomentThatIsNotReachedIsComplainedOfByName() {
        killed.add(new Blow(1, Moment.BEFORE_INSERT, Service.FINANCE), 1);
        killed.addMissed(new Blow(2, Moment.BETWEEN_CALLS, Service.FINANCE));

        assertThat(killed.complaints()).containsExactly("finance-adapter never stood still between two calls (kill 2)");
        assertThat(killed.toString()).containsPattern("between two calls +0 +0 +0\\b");
    }

    @Test
    void everyProcessThatIsKilledCounts() {
        killed.add(new Blow(1, Moment.BEFORE_REPORT, Service.INVENTORY), 2);

        assertThat(killed.complaints()).isEmpty();
        assertThat(killed.all()).isEqualTo(2);
        assertThat(killed.toString()).containsPattern("after result before report +0 +0 +2\\b");
    }

    @Test
    void whoeverIsAskedIsNotKilledAndIsComplainedOfWhenItDoesNotEnd() {
        Blow asked = new Blow(3, Moment.ASKED, Service.FINANCE);
        killed.add(asked, 1);
        assertThat(killed.complaints()).isEmpty();

        killed.addDeaf(asked);

        assertThat(killed.all()).isZero();
        assertThat(killed.toString()).containsPattern("asked to end, at any time +0 +1 +0\\b");
        assertThat(killed.complaints()).containsExactly("finance-adapter did not end when it was asked to (kill 3)");
    }
}
