package io.throughline.backbone.testing.openapi;

import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** What the annotations of a module's controllers do not tell. */
public interface Particulars {

    /** As Maven calls it: {@code operations-dashboard}. */
    String module();

    /** The package in and below which its controllers are. */
    String controllers();

    /** How a caller says who he is, as OpenAPI describes it: each by its name, and any of them does. */
    Map<String, Object> securitySchemes();

    /** Whom an address answers, in a sentence; absent when it answers everybody. */
    Optional<String> access(Address address);

    /** Codes that do not follow from what an address takes. */
    Collection<Integer> refusals(Address address);

    /** What is given with which code, where an address gives different things. */
    default Map<Integer, Type> gives(Address address) {
        return Map.of();
    }

    /** Schemas of what its problems tell beyond what all problems do. */
    default Map<String, Object> problemFields() {
        return Map.of();
    }

    /**
     * Has the last word about an address.
     *
     * @param operation all of it
     * @param responses of it, by code
     */
    default void finish(Address address, Map<String, Object> operation, Map<String, Response> responses) {}
}
