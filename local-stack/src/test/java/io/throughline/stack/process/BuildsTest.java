package io.throughline.stack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildsTest {

    @TempDir
    Path folder;

    @Test
    void onlyTheNewestThreeStayAndWhatIsNoBuildIsLeftAlone() throws IOException {
        Builds builds = new Builds(folder.resolve("module"));
        List<Path> made = new ArrayList<>();
        for (int day = 0; day < 5; day++) {
            Path build = Files.createDirectories(builds.of(jar(day)));
            Files.writeString(build.resolve("classes.jsa"), "x");
            made.add(build);
        }
        Path other = Files.createDirectories(folder.resolve("module/unfinished123456"));

        builds.forgetOlder();

        try (Stream<Path> left = Files.list(folder.resolve("module"))) {
            assertThat(left).containsExactlyInAnyOrder(made.get(2), made.get(3), made.get(4), other);
        }
    }

    private Path jar(int day) throws IOException {
        Path jar = Files.writeString(folder.resolve("service.jar"), "jar");
        Instant time = Instant.parse("2026-11-26T08:00:00Z").plus(day, ChronoUnit.DAYS);
        return Files.setLastModifiedTime(jar, FileTime.from(time));
    }
}
