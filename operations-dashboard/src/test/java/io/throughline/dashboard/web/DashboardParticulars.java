package io.throughline.dashboard.web;

import io.throughline.backbone.testing.openapi.Address;
import io.throughline.backbone.testing.openapi.Particulars;
import io.throughline.backbone.testing.openapi.Response;
import io.throughline.dashboard.login.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whoever has a login reads, operators act, and a second person agrees. */
final class DashboardParticulars implements Particulars {

    private static final String DELIVERY = "/api/deliveries/{integration}/{orderRef}/{sequence}";
    private static final String FAILURE = "/api/failures/{integration}/{cause}";
    private static final String ABSENT = "/api/integrations/{integration}/absent-effects";
    private static final String MAINTENANCE_END = "post /api/integrations/{integration}/maintenance/end";

    private static final Map<String, String> SECOND_PERSON = Map.of(
            "post /api/approvals/{id}/approve", "Needs the role approver, and somebody else than whoever asked.",
            "post /api/approvals/{id}/decline", "Needs the role approver; of whoever asked, the role operator.");

    /** Whatever has a name in its path may be none; these may be, too. */
    private static final Set<String> ALSO_NOT_FOUND = Set.of("get /api/results", "post /api/results/baseline");

    /** Of an erasure that nobody asked for, ingest has not answered; and of no maintenance there is no end. */
    private static final Set<String> NEVER_NOT_FOUND = Set.of("get /api/erasures/{erasureId}", MAINTENANCE_END);

    private static final Set<String> CONFLICT = Set.of(
            "post " + DELIVERY + "/retry",
            "post " + DELIVERY + "/discard",
            "post " + DELIVERY + "/edit",
            "post " + DELIVERY + "/discard-order",
            "post " + FAILURE + "/retry",
            "post " + FAILURE + "/discard",
            "post " + ABSENT + "/redeliver",
            "post " + ABSENT + "/set-aside",
            "post /api/approvals/{id}/approve",
            "post /api/approvals/{id}/decline",
            "post /api/approvals/{id}/reveal",
            MAINTENANCE_END);

    private static final Set<String> UNAVAILABLE = Set.of(
            "get /api/quarantine", "get /api/reconciliation", "get /api/audit/chain", "post " + DELIVERY + "/reveal");

    /** A window is a word. */
    private static final Set<String> OF_A_WINDOW = Set.of(
            "get /api/integrations",
            "get /api/integrations/overview",
            "get /api/integrations/{integration}",
            "get /api/integrations/{integration}/history");

    @Override
    public String module() {
        return "operations-dashboard";
    }

    @Override
    public String controllers() {
        return "io.throughline.dashboard";
    }

    @Override
    public Map<String, Object> securitySchemes() {
        return Map.of(
                "password", Map.of("type", "http", "scheme", "basic"),
                "token", Map.of("type", "http", "scheme", "bearer", "bearerFormat", "JWT"));
    }

    @Override
    public Optional<String> access(Address address) {
        Role role = address.name().startsWith("get ") ? Role.VIEWER : Role.OPERATOR;
        return Optional.of(
                SECOND_PERSON.getOrDefault(address.name(), "Needs the role " + role.word() + ", or one above it."));
    }

    @Override
    public Collection<Integer> refusals(Address address) {
        List<Integer> codes = new ArrayList<>();
        String name = address.name();
        if (ALSO_NOT_FOUND.contains(name) || (name.contains("{") && !NEVER_NOT_FOUND.contains(name))) {
            codes.add(404);
        }
        if (CONFLICT.contains(name)) {
            codes.add(409);
        }
        if (UNAVAILABLE.contains(name)) {
            codes.add(503);
        }
        if (OF_A_WINDOW.contains(name)) {
            codes.add(400);
        }
        return codes;
    }

    /** A handover may be had as text. */
    @Override
    public void finish(Address address, Map<String, Object> operation, Map<String, Response> responses) {
        if (address.name().equals("get /api/handover")) {
            responses.computeIfPresent("200", (code, json) -> json.or("text/plain", Map.of("type", "string")));
        }
    }
}
