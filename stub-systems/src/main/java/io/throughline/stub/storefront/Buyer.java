package io.throughline.stub.storefront;

/**
 * Who bought. Invented; mail addresses end in a domain that cannot exist.
 *
 * @param region ISO 3166-2 without the country: {@code CA}; empty where a country has none in addresses
 */
record Buyer(
        long id,
        String firstName,
        String lastName,
        String street,
        String postcode,
        String city,
        String region,
        String country) {

    String email() {
        return "buyer-" + id + "@example.test";
    }

    String name() {
        return firstName + " " + lastName;
    }
}
