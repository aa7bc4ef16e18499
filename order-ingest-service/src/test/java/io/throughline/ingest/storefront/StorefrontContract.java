package io.throughline.ingest.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.events.order.Money;
import io.throughline.events.order.Order;
import io.throughline.events.order.OrderLine;
import io.throughline.events.order.Refund;
import io.throughline.events.order.Tender;
import io.throughline.ingest.store.StoredWebhook;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every storefront promises. A storefront's test says how it signs and words things, and gets the suite. */
public interface StorefrontContract {

    String OLD_SECRET = "old";
    String NEW_SECRET = "new";

    Storefront storefront();

    /** A secret as this storefront writes it; different for different names. */
    String secret(String name);

    /** A body that is understood. */
    byte[] body();

    /** The request that carries this body, signed with this secret. */
    WebhookRequest signed(String secret, byte[] body);

    /** Requests that look alike and are different webhooks. */
    List<WebhookRequest> neverTheSame();

    /** The order in this storefront's words, changed as the wish says; absent where the storefront has no such thing. */
    Optional<Order> order(Wish wish);

    /** What a test asks of an order beyond being a valid one. */
    sealed interface Wish {

        /** Nothing in particular. */
        record Any() implements Wish {}

        record Id(String id) implements Wish {}

        /** One line at this price and nothing else that costs. */
        record Price(String currency, String amount) implements Wish {}

        record NoCustomer() implements Wish {}

        record Lines(int count) implements Wish {}

        /** Two lines of one SKU and one without. */
        record Skus() implements Wish {}

        record SeveralPlaces() implements Wish {}

        record PaidByGiftCard() implements Wish {}

        /** One refund of a part. */
        record PartlyRefunded() implements Wish {}

        record MarkedAsTest() implements Wish {}

        /** A total that is a hundred more than it should be. */
        record WrongTotal() implements Wish {}

        /** The same order as {@link Any}, as the storefront's API gives it. */
        record Fetched() implements Wish {}
    }

    @Test
    default void believesWhatAnActiveSecretSigned() {
        assertThat(verdict(signed(secret(NEW_SECRET), body()), NEW_SECRET)).isEqualTo(Verdict.GENUINE);
    }

    /** Or anybody could pass for the reconciler. */
    @Test
    default void keepsNoHeaderUnderOurOwnName() {
        assertThat(storefront().keepsHeader(StoredWebhook.ORIGIN)).isFalse();
    }

    @Test
    default void believesBothSecretsWhileOneIsReplaced() {
        assertThat(verdict(signed(secret(OLD_SECRET), body()), OLD_SECRET, NEW_SECRET))
                .isEqualTo(Verdict.GENUINE);
        assertThat(verdict(signed(secret(NEW_SECRET), body()), OLD_SECRET, NEW_SECRET))
                .isEqualTo(Verdict.GENUINE);
    }

    @Test
    default void refusesASecretThatIsNotActiveAnyMore() {
        assertThat(verdict(signed(secret(OLD_SECRET), body()), NEW_SECRET)).isEqualTo(Verdict.WRONG_SIGNATURE);
    }

    @Test
    default void refusesABodyOfWhichAnyByteWasChanged() {
        WebhookRequest right = signed(secret(NEW_SECRET), body());
        for (int at = 0; at < right.body().length; at += 1 + right.body().length / 50) {
            byte[] tampered = right.body().clone();
            tampered[at] ^= 1;

            assertThat(verdict(new WebhookRequest(right.shop(), right.headers(), tampered), NEW_SECRET))
                    .as("byte %d", at)
                    .isEqualTo(Verdict.WRONG_SIGNATURE);
        }
    }

    @Test
    default void refusesWhatNobodySigned() {
        WebhookRequest bare = new WebhookRequest("tea-house", new WebhookHeaders(Map.of()), body());

        assertThat(verdict(bare, NEW_SECRET)).isEqualTo(Verdict.UNSIGNED);
        assertThat(storefront().lifecycle(bare)).isEmpty();
    }

    @Test
    default void keepsNoSignature() {
        WebhookRequest request = signed(secret(NEW_SECRET), body());
        WebhookHeaders kept = request.headers().only(storefront()::keepsHeader);

        WebhookRequest stored = new WebhookRequest(request.shop(), kept, request.body());

        assertThat(verdict(stored, NEW_SECRET)).isEqualTo(Verdict.UNSIGNED);
        assertThat(storefront().understand(stored)).isEqualTo(storefront().understand(request));
    }

    @Test
    default void knowsADeliveryThatIsRepeated() {
        WebhookRequest first = signed(secret(NEW_SECRET), body());
        WebhookRequest again = new WebhookRequest(
                first.shop(),
                new WebhookHeaders(first.headers().values()),
                first.body().clone());

        assertThat(storefront().deliveryKey(again).bytes())
                .isEqualTo(storefront().deliveryKey(first).bytes());
    }

    @Test
    default void neverTakesTwoWebhooksForOne() {
        List<WebhookRequest> alike = neverTheSame();
        Set<String> keys = new HashSet<>();
        alike.forEach(request -> keys.add(
                HexFormat.of().formatHex(storefront().deliveryKey(request).bytes())));

        assertThat(alike).hasSizeGreaterThan(1);
        assertThat(keys).hasSameSizeAs(alike);
    }

    @ParameterizedTest
    @CsvSource({"1", "9007199254740993", "820982911946154508", "18446744073709551615"})
    default void keepsIdsDigitForDigit(String id) {
        Order order = wish(new Wish.Id(id));

        assertThat(order.sourceOrderId()).isEqualTo(id);
        assertThat(order.orderKey()).isEqualTo(storefront().source() + ":tea-house:" + id);
    }

    @ParameterizedTest
    @CsvSource({"JPY, 1980, 1980, 0", "KWD, 19.995, 19995, 3", "EUR, 19.99, 1999, 2", "BHD, 0.001, 1, 3"})
    default void readsMoneyInTheDecimalsOfItsCurrency(String currency, String amount, long minor, int exponent) {
        Order order = wish(new Wish.Price(currency, amount));

        Money expected = new Money(currency, minor, exponent);
        assertThat(order.currency()).isEqualTo(currency);
        assertThat(order.totals().total()).isEqualTo(expected);
        assertThat(order.lines())
                .singleElement()
                .satisfies(line -> assertThat(line.total()).isEqualTo(expected));
        assertThat(order.totals().check().ok()).isTrue();
    }

    @Test
    default void mapsAnOrderWithoutACustomer() {
        assertThat(wish(new Wish.NoCustomer()).customer()).isNull();
    }

    @Test
    default void keepsLinesApartWhateverTheirSkus() {
        List<OrderLine> lines = wish(new Wish.Skus()).lines();

        assertThat(lines).extracting(OrderLine::sku).containsExactly("TEA-1", "TEA-1", null);
        assertThat(lines).extracting(OrderLine::lineId).doesNotHaveDuplicates();
    }

    @Test
    default void mapsAnOrderOfTwoHundredLines() {
        Order order = wish(new Wish.Lines(200));

        assertThat(order.lines()).hasSize(200);
        assertThat(order.lines()).extracting(OrderLine::lineId).doesNotHaveDuplicates();
        assertThat(order.lines().stream()
                        .mapToInt(line -> line.quantities().ordered().intValue()))
                .hasSize(200)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 200).boxed().toList());
    }

    @Test
    default void sendsEachLineToOnePlaceWhereThereAreSeveral() {
        order(new Wish.SeveralPlaces()).ifPresent(order -> {
            assertThat(order.shipTo()).hasSizeGreaterThan(1);
            assertThat(order.shipTo().stream().flatMap(place -> place.lineIds().stream()))
                    .isNotEmpty()
                    .doesNotHaveDuplicates();
        });
    }

    @Test
    default void takesAGiftCardForAMeansOfPayment() {
        Order order = wish(new Wish.PaidByGiftCard());

        assertThat(order.tenders()).extracting(Tender::kind).contains("gift-card");
        assertThat(order.totals().check().ok()).isTrue();
    }

    @Test
    default void tellsPartialRefundsInPositiveAmounts() {
        Order order = wish(new Wish.PartlyRefunded());

        assertThat(order.status().payment()).isEqualTo("partially-refunded");
        assertThat(order.refunds()).singleElement().satisfies((Refund refund) -> {
            assertThat(refund.settled().minor()).isPositive();
            assertThat(refund.lines()).isNotEmpty().allSatisfy(line -> {
                assertThat(line.quantity()).isPositive();
                assertThat(line.subtotal().minor()).isPositive();
                assertThat(order.lines()).extracting(OrderLine::lineId).contains(line.lineId());
            });
        });
        assertThat(order.totals().total().minor())
                .isGreaterThan(order.refunds().getFirst().settled().minor());
    }

    @Test
    default void marksTestOrders() {
        assertThat(wish(new Wish.Any()).test()).isFalse();
        order(new Wish.MarkedAsTest())
                .ifPresent(order -> assertThat(order.test()).isTrue());
    }

    @Test
    default void flagsAWrongTotalAndNeverCorrectsIt() {
        Order right = wish(new Wish.Any());
        Order wrong = wish(new Wish.WrongTotal());

        assertThat(right.totals().check().ok()).isTrue();
        assertThat(wrong.totals().check().ok()).isFalse();
        assertThat(wrong.totals().check().delta().toDecimal()).isEqualByComparingTo("100");
        assertThat(wrong.totals().total())
                .extracting(Money::currency, Money::minor)
                .isEqualTo(List.of(
                        right.currency(),
                        right.totals().total().minor()
                                + wrong.totals().check().delta().minor()));
    }

    @Test
    default void findsNoDifferenceBetweenAPushedAndAFetchedOrder() {
        assertThat(order(new Wish.Fetched()).isPresent())
                .isEqualTo(storefront().orders().isPresent());
        order(new Wish.Fetched()).ifPresent(fetched -> assertThat(fetched).isEqualTo(wish(new Wish.Any())));
    }

    private Order wish(Wish wish) {
        return order(wish).orElseThrow();
    }

    private Verdict verdict(WebhookRequest request, String... secrets) {
        return storefront()
                .verify(request, Arrays.stream(secrets).map(this::secret).toList());
    }
}
