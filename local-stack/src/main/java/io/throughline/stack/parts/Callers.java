package io.throughline.stack.parts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who may call ingest's own addresses, each with a token of its own. */
final class Callers {

    private Callers() {}

    static String token(Secrets secrets, Service caller) {
        return secrets.named("ingest-token-of-" + caller.module());
    }

    /** Ingest's configuration of them, as environment variables. */
    static Map<String, String> environment(Secrets secrets, List<Service> services) {
        List<Service> callers = services.stream()
                .filter(service -> !service.equals(Service.INGEST) && service.instance() == 1)
                .toList();
        Map<String, String> environment = new LinkedHashMap<>();
        for (int place = 0; place < callers.size(); place++) {
            Service caller = callers.get(place);
            environment.putAll(caller(place, caller.module(), token(secrets, caller), "SERVICE"));
        }
        environment.putAll(caller(callers.size(), "operator", secrets.named("ingest-token-of-operator"), "OPERATOR"));
        return environment;
    }

    private static Map<String, String> caller(int place, String name, String token, String role) {
        String prefix = "THROUGHLINE_INGEST_ACCESS_CALLERS_" + place + "_";
        return Map.of(prefix + "NAME", name, prefix + "TOKEN", token, prefix + "ROLE", role);
    }
}
