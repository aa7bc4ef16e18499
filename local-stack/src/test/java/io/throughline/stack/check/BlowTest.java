package io.throughline.stack.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.stack.faults.Moment;
import io.throughline.stack.parts.Service;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BlowTest {

    @Test
    void howeverFewEveryMomentIsReached() {
        List<Blow> blows = Blow.sequence(1, List.of(Service.FULFILLMENT));

        assertThat(blows).map(Blow::moment).containsExactlyInAnyOrder(Moment.values());
        assertThat(blows).allMatch(blow -> blow.adapter().equals(Service.FULFILLMENT));
        assertThat(blows).filteredOn(Blow::strikesDatabase).hasSize(1);
        assertThat(blows).filteredOn(Blow::strikesBroker).hasSize(1);
    }

    @Test
    void aRoundOfRoundsHasEveryMomentOfEveryAdapter() {
        Set<String> pairs = Blow.sequence(36, Service.known()).stream()
                .map(blow -> blow.moment() + " " + blow.adapter())
                .collect(Collectors.toSet());

        assertThat(pairs).hasSize(Moment.values().length * Service.known().size());
    }

    @Test
    void aLongRunKillsAsManyProcessesAsAskedForAndTheDatabaseAndDropsConnectionsToo() {
        List<Blow> blows = Blow.sequence(200, Service.known());

        assertThat(blows.stream().mapToInt(blow -> blow.moment().kills()).sum()).isBetween(200, 201);
        assertThat(blows).filteredOn(Blow::strikesDatabase).hasSize(9);
        assertThat(blows).filteredOn(Blow::strikesBroker).hasSize(24);
    }
}
