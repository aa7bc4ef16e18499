package io.throughline.events.order;

import io.throughline.events.PersonalData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A postal address. Names are Unicode and never split.
 *
 * @param lines street lines in the order they are printed
 * @param region as the storefront wrote it
 * @param regionCode ISO 3166-2 when known: {@code US-NY}
 * @param countryCode ISO 3166-1 alpha-2: {@code DE}
 */
public record Address(
        @PersonalData @Nullable String name,
        @PersonalData @Nullable String company,
        @PersonalData List<String> lines,
        @PersonalData @Nullable String city,
        @Nullable String region,
        @Nullable String regionCode,
        @PersonalData @Nullable String postcode,
        @Nullable String countryCode,
        @PersonalData @Nullable String phone) {

    public Address {
        lines = List.copyOf(lines);
    }
}
