package io.throughline.ingest.store;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Somebody as one shop knows them.
 *
 * @param email in lower case
 * @param customerId the storefront's
 */
public record Person(
        String source,
        String shop,
        @Nullable String email,
        @Nullable String customerId) {

    private static final int LONGEST = 320;

    /** An id that is shorter stands in many a body for something else. */
    private static final int TELLING_ID = 9;

    public Person {
        email = normal(email == null ? null : email.toLowerCase(Locale.ROOT));
        customerId = normal(customerId);
    }

    private static @Nullable String normal(@Nullable String text) {
        String stripped = text == null ? "" : text.strip();
        if (stripped.length() > LONGEST || stripped.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "No e-mail address or customer id has more than " + LONGEST + " characters, or a NUL among them");
        }
        return stripped.isEmpty() ? null : stripped;
    }

    /** Whether nothing is known by which to recognise them. */
    public boolean isNobody() {
        return email == null && customerId == null;
    }

    /** Whether this customer of an order is them. */
    boolean isCustomer(JsonNode customer) {
        return (email != null && email.equals(text(customer, "email").toLowerCase(Locale.ROOT)))
                || (customerId != null && customerId.equals(text(customer, "customerId")));
    }

    static Person ofCustomer(String source, String shop, JsonNode customer) {
        return new Person(source, shop, text(customer, "email"), text(customer, "customerId"));
    }

    /** Whether both are known by the same address or id. */
    public boolean isSame(Person other) {
        return (email != null && email.equals(other.email))
                || (customerId != null && customerId.equals(other.customerId));
    }

    private static String text(JsonNode customer, String name) {
        return customer.path(name).asString("").strip();
    }

    /** Whether they are named in a text, whatever it is written in. */
    boolean isNamedIn(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return Stream.of(email, customerId)
                .filter(Objects::nonNull)
                .anyMatch(word -> word.equals(email) ? lower.contains(word) : holdsId(text, word));
    }

    private static boolean holdsId(String text, String id) {
        if (id.length() < TELLING_ID) {
            return false;
        }
        int at = text.indexOf(id);
        while (at >= 0 && !standsAlone(text, at, at + id.length())) {
            at = text.indexOf(id, at + 1);
        }
        return at >= 0;
    }

    private static boolean standsAlone(String text, int begin, int end) {
        return (begin == 0 || !Character.isLetterOrDigit(text.charAt(begin - 1)))
                && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)));
    }

    /** What each of their orders can be told by, apart from its own key. */
    List<String> words() {
        return Stream.of(email == null ? null : "email:" + email, customerId == null ? null : "customer:" + customerId)
                .filter(Objects::nonNull)
                .map(word -> source + "/" + shop + "/" + word)
                .toList();
    }

    /** Tells nothing of them. */
    @Override
    public String toString() {
        return "Person[" + source + "/" + shop + "]";
    }
}
