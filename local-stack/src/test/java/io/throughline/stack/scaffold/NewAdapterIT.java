package io.throughline.stack.scaffold;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.emulator.config.NamespaceConfig;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Begins an adapter in a project of its own and builds it for real: every gate, every test. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class NewAdapterIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String VERSION = "0.1.0-SNAPSHOT";
    private static final List<String> STANDS_ON = List.of(
            "common-events", "servicebus-emulator", "backbone", "stub-systems", "adapter-runtime", "adapter-testkit");

    @TempDir
    Path folder;

    @Test
    void isGreenFromTheFirstMoment() throws IOException, InterruptedException {
        Path project = project();
        new AdapterFiles(project, NewAdapter.of(List.of("tax-reports", "--events", "order.placed,order.refunded")))
                .write();

        String build = maven(project, "spotless:apply", "verify");

        assertThat(build).contains("BUILD SUCCESS");
        assertThat(reports(project))
                .contains(
                        "TEST-io.throughline.taxreports.OrderRefundedHandlerTest.xml",
                        "TEST-io.throughline.taxreports.TaxReportsAdapterIT.xml");
        assertThat(Files.readString(project.resolve("pom.xml"))).contains("<module>tax-reports-adapter</module>");
        assertThat(NamespaceConfig.parse(Files.readString(new TopologyFile(project).path()))
                        .topics()
                        .getFirst()
                        .subscriptions())
                .anyMatch(subscription -> subscription.name().equals("tax-reports-adapter"));
    }

    /** What a module sees of the project: its parent, the gates, and the other integrations' entries. */
    private Path project() throws IOException {
        Path project = Files.createDirectories(folder.resolve("project"));
        copy(ROOT, project, "pom.xml", "mvnw", "deploy/topology/Config.json");
        for (String kept : List.of(".mvn", "config")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(kept))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    copy(ROOT, project, ROOT.relativize(file).toString());
                }
            }
        }
        return project;
    }

    private static void copy(Path from, Path to, String... files) throws IOException {
        for (String file : files) {
            Files.createDirectories(to.resolve(file).getParent());
            Files.copy(from.resolve(file), to.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    private String maven(Path project, String... goals) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        List<String> command = new ArrayList<>(List.of(project.resolve("mvnw").toString(), "-B", "-o"));
        command.addAll(List.of(goals));
        command.addAll(List.of("-f", "tax-reports-adapter/pom.xml", "-Dmaven.repo.local=" + repository()));
        command.addAll(List.of(
                "-Dmaven.repo.local.tail=" + System.getProperty("localRepository") + "," + usualRepository(),
                "-Dmaven.repo.local.tail.ignoreAvailability=true"));
        // As ./build gives it: whoever has the compiler's plugins loaded once wants them so here, too.
        Optional.ofNullable(System.getProperty("compiler.plugins"))
                .ifPresent(plugins -> command.add("-Dcompiler.plugins=" + plugins));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(project.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process build = builder.redirectOutput(output.toFile()).start();
        int code = build.waitFor();
        String text = Files.readString(output);
        assertThat(code).as(text).isZero();
        return text;
    }

    private static String usualRepository() {
        return Path.of(System.getProperty("user.home"), ".m2", "repository").toString();
    }

    /** The modules that an adapter stands on, as this build has just packaged them. */
    private Path repository() throws IOException {
        Path repository = folder.resolve("repository");
        if (!Files.exists(repository)) {
            artifact(repository, "throughline", ROOT.resolve("pom.xml").toFile(), ".pom");
            for (String module : STANDS_ON) {
                artifact(repository, module, ROOT.resolve(module + "/pom.xml").toFile(), ".pom");
                for (String kind : List.of(".jar", "-tests.jar")) {
                    Path jar = ROOT.resolve(module + "/target/" + module + "-" + VERSION + kind);
                    if (Files.exists(jar)) {
                        artifact(repository, module, jar.toFile(), kind);
                    }
                }
            }
        }
        return repository;
    }

    private static void artifact(Path repository, String module, File file, String kind) throws IOException {
        Path place = Files.createDirectories(repository.resolve("io/throughline/" + module + "/" + VERSION));
        Files.copy(file.toPath(), place.resolve(module + "-" + VERSION + kind));
    }

    private static List<String> reports(Path project) throws IOException {
        try (Stream<Path> files = Files.walk(project.resolve("tax-reports-adapter/target"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
