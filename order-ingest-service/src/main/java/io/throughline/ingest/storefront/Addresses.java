package io.throughline.ingest.storefront;

import io.throughline.events.order.Address;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Parts of postal addresses, as most storefronts write them. */
public final class Addresses {

    private Addresses() {}

    /** The texts of these fields with a space between them; absent when all are. */
    public static Optional<String> joined(Document json, String... fields) {
        return Optional.of(Stream.of(fields)
                        .flatMap(field -> json.text(field).stream())
                        .collect(Collectors.joining(" ")))
                .filter(text -> !text.isEmpty());
    }

    /** Street lines that are there. */
    public static List<String> lines(Document json, String... fields) {
        return Stream.of(fields).flatMap(field -> json.text(field).stream()).toList();
    }

    /** ISO 3166-1 alpha-2; absent when the field holds something else. */
    public static Optional<String> country(Document json, String field) {
        return json.text(field).filter(code -> code.matches("[A-Z]{2}"));
    }

    /** ISO 3166-2 from a code with or without its country: {@code CA} and {@code DE-BY}; absent for a name. */
    public static Optional<String> region(Document json, String countryField, String field) {
        return country(json, countryField)
                .flatMap(country ->
                        json.text(field).map(part -> part.startsWith(country + "-") ? part : country + "-" + part))
                .filter(code -> code.matches("[A-Z]{2}-[A-Z0-9]{1,3}"));
    }

    /** Whether it names neither a person nor a place; a storefront fills in the country even of an empty one. */
    public static boolean isEmpty(Address address) {
        return address.name() == null
                && address.company() == null
                && address.lines().isEmpty()
                && address.city() == null
                && address.postcode() == null;
    }
}
