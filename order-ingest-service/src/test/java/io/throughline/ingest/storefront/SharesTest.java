package io.throughline.ingest.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.events.order.Money;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SharesTest {

    @Test
    void givesTheLargestRemainderTheLastCent() {
        assertThat(Shares.of(eur(100), eur(1, 1, 1))).isEqualTo(eur(34, 33, 33));
        assertThat(Shares.of(eur(100), eur(1, 2, 3))).isEqualTo(eur(17, 33, 50));
        assertThat(Shares.of(eur(-100), eur(1, 2, 3))).isEqualTo(eur(-17, -33, -50));
        assertThat(Shares.of(eur(5), eur(0, 0))).isEqualTo(eur(3, 2));
        assertThat(Shares.of(eur(5), List.of())).isEmpty();
    }

    @Test
    void addsUpToTheAmountExactly() {
        Random random = new Random(7);
        for (int i = 0; i < 1000; i++) {
            long[] weights =
                    random.longs(1 + random.nextInt(20), 0, Long.MAX_VALUE / 64).toArray();
            Money amount = eur(random.nextLong(-1_000_000, 1_000_000));

            List<Money> shares = Shares.of(amount, eur(weights));

            assertThat(shares.stream().mapToLong(Money::minor).sum()).isEqualTo(amount.minor());
        }
    }

    private static Money eur(long minor) {
        return new Money("EUR", minor, 2);
    }

    private static List<Money> eur(long... minors) {
        return LongStream.of(minors).mapToObj(SharesTest::eur).toList();
    }
}
