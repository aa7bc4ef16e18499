package io.throughline.dashboard.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.backbone.testing.openapi.Address;
import io.throughline.backbone.testing.openapi.DocumentedAddresses;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.stereotype.Controller;

/** Whatever a page shows or does, a program can have too. */
class PagesHaveEqualsTest {

    private static final String DELIVERY = "/deliveries/{integration}/{orderRef}/{sequence}";
    private static final String FAILURE = "/failures/{integration}/{cause}";
    private static final String OF_DELIVERY = "post /api" + DELIVERY;
    private static final String ABSENT = "/api/integrations/{integration}/absent-effects";
    private static final List<String> DECIDE = List.of(OF_DELIVERY + "/retry", OF_DELIVERY + "/discard");

    /** Of each page and each form, by which addresses of the API a program comes to the same. */
    private static final Map<String, List<String>> EQUALS = new TreeMap<>(Map.ofEntries(
            Map.entry("get /", List.of("get /api/integrations", "get /api/maintenance")),
            Map.entry(
                    "get /integrations/{integration}",
                    List.of(
                            "get /api/integrations/{integration}",
                            "get /api/integrations/{integration}/history",
                            "get " + ABSENT,
                            "get /api/failures",
                            "get /api/catalogue")),
            Map.entry(
                    "post /integrations/{integration}/absent",
                    List.of("post " + ABSENT + "/redeliver", "post " + ABSENT + "/set-aside")),
            Map.entry(
                    "post /integrations/{integration}/absent/{orderRef}/{sequence}",
                    List.of(OF_DELIVERY + "/redeliver", "post " + ABSENT + "/{orderRef}/{sequence}/set-aside")),
            same("post", "/integrations/{integration}/pause"),
            same("post", "/integrations/{integration}/resume"),
            same("post", "/integrations/{integration}/maintenance"),
            same("post", "/integrations/{integration}/maintenance/end"),
            same("get", "/catalogue"),
            same("get", "/slo"),
            same("get", "/alerts"),
            same("get", "/failures"),
            same("get", FAILURE),
            Map.entry("post " + FAILURE, List.of("put /api" + FAILURE)),
            same("post", FAILURE + "/retry"),
            same("post", FAILURE + "/discard"),
            Map.entry("get /sets/{commandId}", List.of("get /api/commands/{commandId}")),
            Map.entry("get /sets/{commandId}/progress", List.of("get /api/commands/{commandId}")),
            Map.entry("post /sets/{commandId}", List.of("post /api/commands/{commandId}/steer")),
            same("get", "/parked"),
            Map.entry("post /parked/{integration}/{orderRef}/{sequence}", DECIDE),
            same("get", DELIVERY),
            same("post", DELIVERY + "/reveal"),
            Map.entry("post " + DELIVERY + "/decide", DECIDE),
            same("post", DELIVERY + "/edit"),
            same("get", "/approvals"),
            Map.entry(
                    "post /approvals/{id}",
                    List.of(
                            "post /api/approvals/{id}/approve",
                            "post /api/approvals/{id}/decline",
                            "post /api/approvals/{id}/reveal")),
            Map.entry("get /audit", List.of("get /api/audit", "get /api/audit/chain")),
            Map.entry("get /search", List.of("get /api/orders")),
            same("get", "/orders/{orderKey}"),
            same("get", "/quarantine"),
            Map.entry("post /quarantine", List.of("post /api/quarantine/reprocess")),
            same("get", "/reconciliation"),
            same("get", "/handover"),
            Map.entry("get /handover.txt", List.of("get /api/handover")),
            same("post", "/handover"),
            Map.entry("get /results", List.of("get /api/results", "get /api/results/months")),
            Map.entry("get /results.csv", List.of("get /api/results")),
            same("post", "/results/baseline"),
            same("get", "/runbooks"),
            same("get", "/runbooks/{name}")));

    /** How a person gets in, and what keeps an open page up to date: a program asks again. */
    private static final Set<String> FOR_EYES_ONLY = Set.of("get /login", "get /stream");

    private static Map.Entry<String, List<String>> same(String verb, String path) {
        return Map.entry(verb + " " + path, List.of(verb + " /api" + path));
    }

    @Test
    void everyPageAndFormHasItsEqualInTheApi() {
        Set<String> pages = Address.below("io.throughline.dashboard", Controller.class)
                .map(Address::name)
                .filter(name -> !name.contains(" /api/"))
                .collect(Collectors.toCollection(TreeSet::new));
        pages.removeAll(FOR_EYES_ONLY);

        assertThat(pages).isEqualTo(EQUALS.keySet());
    }

    @Test
    void everyEqualIsDocumented() {
        assertThat(new DocumentedAddresses().operations().keySet())
                .containsAll(EQUALS.values().stream().flatMap(List::stream).toList());
    }
}
