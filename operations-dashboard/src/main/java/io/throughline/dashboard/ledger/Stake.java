package io.throughline.dashboard.ledger;

import io.throughline.events.order.Money;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is at stake.
 *
 * @param orders absent where nobody can count them
 * @param money totals of these orders, one amount per currency, as far as they are known
 */
public record Stake(@Nullable Long orders, List<Money> money) {

    public static final Stake UNKNOWN = new Stake(null, List.of());
    public static final Stake NOTHING = new Stake(0L, List.of());

    public Stake {
        money = List.copyOf(money);
    }

    /** The larger of both, for orders and for each currency. */
    public Stake most(Stake other) {
        Map<String, Money> most = new LinkedHashMap<>();
        Stream.concat(money.stream(), other.money.stream())
                .forEach(amount ->
                        most.merge(amount.currency(), amount, (one, two) -> one.minor() >= two.minor() ? one : two));
        Long larger = orders == null ? other.orders : orders;
        if (orders != null && other.orders != null) {
            larger = Math.max(orders, other.orders);
        }
        return new Stake(larger, List.copyOf(most.values()));
    }
}
