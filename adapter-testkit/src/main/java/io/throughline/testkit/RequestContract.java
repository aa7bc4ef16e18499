package io.throughline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.throughline.stub.StubRequest;
import io.throughline.stub.StubSystem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;

/**
 * Whatever a test makes an adapter send has the form that the other system's contract asks for. An adapter says that
 * form in JSON Schemas of its own, {@code /requests/<method>-<last word of the path>.json} on its test class path; one
 * that has none is not held to any.
 */
public interface RequestContract {

    /** In the state in which the event finds it: what earlier events of the order made is there. */
    StubSystem system();

    @AfterEach
    default void everyRequestHasTheFormThatTheSystemAsksFor() {
        if (RequestContract.class.getResource("/requests/") == null) {
            return;
        }
        assertThat(system().latestRequests().stream()
                        .filter(request -> request.isChange() && !request.body().isEmpty()))
                .allSatisfy(request -> assertThat(problems(request))
                        .as(request.method() + " " + request.path() + " " + request.body())
                        .isEmpty());
    }

    private static List<Error> problems(StubRequest request) {
        String name = "/requests/" + request.method().toLowerCase(Locale.ROOT) + "-" + word(request.path()) + ".json";
        try (InputStream schema = RequestContract.class.getResourceAsStream(name)) {
            assertThat(schema).as(name).isNotNull();
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(schema)
                    .validate(request.json());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(name + " cannot be read", unreadable);
        }
    }

    /** Ids are no words. */
    private static String word(String path) {
        return Stream.of(path.split("/", -1))
                .filter(part -> part.matches("[A-Za-z]+"))
                .reduce("", (before, last) -> last)
                .toLowerCase(Locale.ROOT);
    }
}
