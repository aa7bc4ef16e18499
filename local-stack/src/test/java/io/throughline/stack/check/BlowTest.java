package io.throughline.stack.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.stack.faults.Moment;
import io.throughline.stack.parts.Service;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BlowTest {

    @Test
    void aShortRunHasEveryMomentAndTwoAtRandom() {
        var moments = Blow.sequence(10).stream().map(Blow::moment).toList();

        assertThat(moments).contains(Moment.values());
        assertThat(moments).filteredOn(Moment.ANY_TIME::equals).hasSize(2);
    }

    @Test
    void aRoundOfRoundsHasEveryMomentOfEveryAdapter() {
        Set<String> pairs = Blow.sequence(27).stream()
                .map(blow -> blow.moment() + " " + blow.adapter())
                .collect(Collectors.toSet());

        assertThat(pairs).hasSize(Moment.values().length * Service.known().size());
    }

    @Test
    void aLongRunKillsTheDatabaseAndDropsConnectionsToo() {
        assertThat(Blow.sequence(200)).filteredOn(Blow::strikesDatabase).hasSize(10);
        assertThat(Blow.sequence(200)).filteredOn(Blow::strikesBroker).hasSize(40);
    }
}
