package io.throughline.stack.scaffold;

import static java.util.Map.entry;

import io.throughline.stack.process.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes a new adapter's files, lists its module, and writes anew what is made from the list of integrations. */
final class AdapterFiles {

    private static final Pattern LAST_ADAPTER = Pattern.compile("(?s).*<module>[a-z0-9-]+-adapter</module>");
    private static final Pattern VERSION =
            Pattern.compile("<artifactId>throughline</artifactId>\\s*<version>([^<]+)</version>");

    private final Path root;
    private final Path folder;
    private final NewAdapter wanted;

    AdapterFiles(Path root, NewAdapter wanted) {
        this.root = root;
        this.folder = root.resolve(wanted.module());
        this.wanted = wanted;
    }

    void write() {
        wanted.requireNew(root);
        try {
            String pom = Files.readString(root.resolve("pom.xml"));
            Map<String, String> values = values(pom);
            module(values);
            for (HandledEvent event : wanted.events()) {
                handler(event, values);
            }
            Files.writeString(root.resolve("pom.xml"), listed(pom));
            new TopologyFile(root).write();
            new GeneratedFiles(root).write();
        } catch (IOException unwritable) {
            throw new StackException("Cannot write " + wanted.module() + ": " + unwritable, unwritable);
        }
    }

    private void module(Map<String, String> values) throws IOException {
        String name = wanted.className();
        file("pom.xml", "module/pom.xml", values);
        file("README.md", "module/README.md", values);
        file("src/main/resources/application.yaml", "module/application.yaml", values);
        file("src/main/resources/integration.yaml", "module/integration.yaml", values);
        file(main("package-info"), "module/package-info.java", values);
        file(main(name + "Adapter"), "module/Adapter.java", values);
        file(main(name + "Properties"), "module/Properties.java", values);
        file(main(name + "Client"), "module/Client.java", values);
        file(main("OrderNotice"), "module/OrderNotice.java", values);
        file(test(name + "Fixture"), "module/Fixture.java", values);
        file(test(name + "AdapterIT"), "module/AdapterIT.java", values);
        file(test(name + "PropertiesTest"), "module/PropertiesTest.java", values);
        file(test("IntegrationTest"), "module/IntegrationTest.java", values);
    }

    private void handler(HandledEvent event, Map<String, String> shared) throws IOException {
        Map<String, String> values = new HashMap<>(shared);
        values.put("Payload", event.payload());
        values.put("operation", event.operation());
        values.put("document", event.document());
        values.put("guard", event.guard());
        values.put("event", event.fixture("ORDER"));
        values.put("Summary", "Tells of each " + event.type().fact() + " event.");
        file(main(event.payload() + "Handler"), "handler/Handler.java", values);
        file(test(event.payload() + "HandlerTest"), "handler/HandlerTest.java", values);
    }

    private String main(String type) {
        return "src/main/java/io/throughline/" + wanted.packageName() + "/" + type + ".java";
    }

    private String test(String type) {
        return "src/test/java/io/throughline/" + wanted.packageName() + "/" + type + ".java";
    }

    private void file(String path, String template, Map<String, String> values) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, Template.named("new-adapter/" + template).filled(values));
    }

    private Map<String, String> values(String pom) {
        HandledEvent first = wanted.events().getFirst();
        return Map.ofEntries(
                entry("version", version(pom)),
                entry("subject", wanted.subject()),
                entry("package", wanted.packageName()),
                entry("Name", wanted.className()),
                entry("PREFIX", wanted.prefix()),
                entry("System", wanted.system()),
                entry("events", names()),
                entry("table", rows()),
                entry("handlers", handlers()),
                entry("Operation", first.operation()),
                entry("fixture", first.fixture("order")));
    }

    private String names() {
        return wanted.events().stream()
                .map(event -> "  - " + event.type().name())
                .collect(Collectors.joining("\n"));
    }

    private String rows() {
        return wanted.events().stream()
                .map(event -> "| `%s` | tells of it | `POST /%s` |"
                        .formatted(event.type().name(), event.operation()))
                .collect(Collectors.joining("\n"));
    }

    private String handlers() {
        return wanted.events().stream()
                .map(event -> "new " + event.payload() + "Handler(fixture.client)")
                .collect(Collectors.joining(", "));
    }

    private static String version(String pom) {
        Matcher version = VERSION.matcher(pom);
        if (!version.find()) {
            throw new StackException("The root pom.xml has no version");
        }
        return version.group(1);
    }

    /** Behind the last adapter, before what is built on all of them. */
    private String listed(String pom) {
        Matcher last = LAST_ADAPTER.matcher(pom);
        if (!last.lookingAt()) {
            throw new StackException("The root pom.xml lists no adapter to put another behind");
        }
        return pom.substring(0, last.end()) + "\n        <module>" + wanted.module() + "</module>"
                + pom.substring(last.end());
    }
}
