package io.throughline.runtime.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class ConfiguredTest {

    @Test
    void whatCountsIsTakenAndAPlaceholderThatNothingFillsIsLeftAsItStands() {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(source("arguments", Map.of("throughline.a", "given")));
        environment
                .getPropertySources()
                .addLast(source(
                        "file",
                        Map.of(
                                "throughline.a", "${WHERE_IT_IS}",
                                "throughline.b", "${NOBODY_SAID}",
                                "throughline.c", "${throughline.a} twice",
                                "spring.datasource.url", "jdbc")));

        assertThat(Configured.values(environment))
                .containsEntry("throughline.a", "given")
                .containsEntry("throughline.b", "${NOBODY_SAID}")
                .containsEntry("throughline.c", "given twice")
                .doesNotContainKey("spring.datasource.url");
    }

    private static MapPropertySource source(String name, Map<String, Object> values) {
        return new MapPropertySource(name, values);
    }
}
