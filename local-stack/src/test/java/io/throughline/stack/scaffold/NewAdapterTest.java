package io.throughline.stack.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.stack.process.StackException;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewAdapterTest {

    @Test
    void namesEverythingAfterItsSubject() {
        NewAdapter adapter = NewAdapter.of(List.of("tax-reports", "--events", "order.placed,order.refunded.v1"));

        assertThat(adapter.module()).isEqualTo("tax-reports-adapter");
        assertThat(adapter.packageName()).isEqualTo("taxreports");
        assertThat(adapter.className()).isEqualTo("TaxReports");
        assertThat(adapter.prefix()).isEqualTo("TAX_REPORTS");
        assertThat(adapter.system()).isEqualTo("the tax reports system");
        assertThat(adapter.events()).extracting(HandledEvent::payload).containsExactly("OrderPlaced", "OrderRefunded");
    }

    @Test
    void listsTheEventsThatThereAreWhenOneIsUnknown() {
        assertThatThrownBy(() -> NewAdapter.of(List.of("returns", "--events", "order.returned")))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("order.returned")
                .hasMessageContaining("order.refunded");
    }

    @Test
    void refusesNamesThatWouldNotCompile() {
        assertThatThrownBy(() -> NewAdapter.of(List.of("Returns!", "--events", "order.placed")))
                .hasMessageContaining("Returns!");
        assertThatThrownBy(() -> NewAdapter.of(List.of("returns", "--events", "order.placed", "--system", "a\"b")))
                .hasMessageContaining("no name for a system");
    }

    @Test
    void saysHowItIsUsed() {
        assertThatThrownBy(() -> NewAdapter.of(List.of())).hasMessageContaining("Usage: ./new-adapter");
        assertThatThrownBy(() -> NewAdapter.of(List.of("returns"))).hasMessageContaining("Usage: ./new-adapter");
        assertThatThrownBy(() -> NewAdapter.of(List.of("returns", "--event", "order.placed")))
                .hasMessageContaining("Usage: ./new-adapter");
    }
}
