package io.throughline.runtime.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.runtime.policy.Fingerprint.Cause;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintTest {

    static final List<String> TWELVE_CAUSES = List.of(
            "shipbob answered 422 Product {sku} does not exist",
            "shipbob answered 422 Recipient of order '{order}' has no postal code",
            "shipbob answered 422 Order {uuid} was cancelled on {instant}",
            "shipbob answered 422 Mail {email} bounced",
            "xero answered 400 Account code \"{quoted}\" is archived",
            "xero answered 400 Contact «{quoted}» is locked, see {url}",
            "xero answered 400 The document date {instant} is before the period lock date {instant}",
            "xero answered 400 Tax type {sku} cannot be used with account {number}",
            "inventory answered 409 Level of `{sku}` at {number} is older than {instant}",
            "inventory answered 409 Location {number} doesn't stock {sku}; it can't be moved to {number}",
            "The snapshot's total {number}.{number} differs from its lines by {number}",
            "No ship-to on order {order}");

    final Random random = new Random(20261126);

    @Test
    void tenThousandFailuresOfTwelveCausesAreTwelveGroups() {
        var groups = IntStream.range(0, 10_000)
                .mapToObj(number -> TWELVE_CAUSES.get(number % TWELVE_CAUSES.size()))
                .collect(Collectors.groupingBy(cause -> of(occurrence(cause)), Collectors.toSet()));

        assertThat(groups).hasSize(12);
        assertThat(groups.values()).allSatisfy(causes -> assertThat(causes).hasSize(1));
    }

    @Test
    void everyPartOfTheCauseCounts() {
        Cause cause = new Cause("a-adapter", "shipment", "PermanentFailure", "a-rejected", "No such product");

        assertThat(List.of(
                        Fingerprint.of(cause),
                        Fingerprint.of(new Cause(
                                "b-adapter", "shipment", "PermanentFailure", "a-rejected", "No such product")),
                        Fingerprint.of(
                                new Cause("a-adapter", "invoice", "PermanentFailure", "a-rejected", "No such product")),
                        Fingerprint.of(new Cause(
                                "a-adapter", "shipment", "TransientFailure", "a-rejected", "No such product")),
                        Fingerprint.of(new Cause(
                                "a-adapter", "shipment", "PermanentFailure", "a-conflict", "No such product")),
                        Fingerprint.of(new Cause(
                                "a-adapter", "shipment", "PermanentFailure", "a-rejected", "No such person"))))
                .doesNotHaveDuplicates()
                .allMatch(fingerprint -> fingerprint.matches("[0-9a-f]{16}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "Order 4711 not found                        | order not found",
                "Order #1001-A not found                     | order not found",
                "SKU BLUE-SHIRT unknown                      | sku unknown",
                "Key 0195936e-8a1c-7000-8000-00000000a001 !  | key",
                "'M. Ito' isn't known                        | isn t known",
                "See https://xero.example/a?b=c#d please     | see please",
                "Ask jane.doe@shop.example or 'Joe'          | ask or",
                "\"a\" and “b” and `c`                       | and and"
            })
    void keepsTheWordingAlone(String message, String wording) {
        assertThat(Fingerprint.normalised(message)).isEqualTo(wording);
    }

    @Test
    void aLongMessageCountsByItsBeginning() {
        String beginning = "same words ".repeat(200);

        assertThat(of(beginning + "one end")).isEqualTo(of(beginning + "another ending"));
    }

    private static String of(String message) {
        return Fingerprint.of(new Cause("test-adapter", "shipment", "PermanentFailure", "test-rejected", message));
    }

    private String occurrence(String cause) {
        return cause.replace("{sku}", "SKU-" + random.nextInt(100_000) + "-XL")
                .replace("{order}", "shopify:demo-shop:" + random.nextLong(1L << 60))
                .replace("{uuid}", new UUID(random.nextLong(), random.nextLong()).toString())
                .replace(
                        "{instant}",
                        "2026-11-" + (10 + random.nextInt(20)) + "T08:" + (10 + random.nextInt(50)) + ":00Z")
                .replace("{email}", "p" + random.nextInt(1000) + "@shop.example")
                .replace("{quoted}", "words of " + random.nextInt(1000) + " kinds")
                .replace("{url}", "https://help.example/article/" + random.nextInt(1000))
                .replace("{number}", String.valueOf(random.nextInt(100_000)));
    }
}
