package io.throughline.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.emulator.junit.EmulatorExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@OwnBroker("plants faults")
class FaultsOverHttpIT {

    @RegisterExtension
    static final EmulatorExtension EMULATOR = EmulatorExtension.withConfig("emulator-config.json");

    @Test
    void plantsShowsAndEndsFaults() throws IOException, InterruptedException {
        var planted = ask(
                "POST",
                "/faults",
                "{'fault':'silence','entity':'orders/subscriptions/everything','count':2,'for':'PT20S'}");
        assertThat(planted.statusCode()).isEqualTo(201);
        assertThat(planted.body()).contains("\"fault\":\"silence\"", "\"remaining\":2");
        ask("POST", "/faults", "{'fault':'latency','entity':'plain','delay':'PT0.2S'}");

        assertThat(ask("GET", "/faults", "").body())
                .contains("orders/subscriptions/everything", "\"delay\":\"PT0.2S\"");

        var id = planted.body().replaceAll(".*\"id\":(\\d+).*", "$1");
        assertThat(ask("DELETE", "/faults/" + id, "").statusCode()).isEqualTo(200);
        assertThat(ask("DELETE", "/faults/" + id, "").statusCode()).isEqualTo(404);
        assertThat(ask("DELETE", "/faults", "").body()).isEqualTo("{\"ended\":1}");
        assertThat(ask("GET", "/faults", "").body()).isEqualTo("[]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {'fault':'silense','entity':'plain'}                                  | 'fault' is one of drop-connections, detach
            {'fault':'silence'}                                                   | 'entity' is needed by silence
            {'fault':'silence','entity':'nowhere'}                                | 'entity' is one of plain
            {'fault':'drop-connections','entity':'plain'}                         | 'entity' is not for drop-connections
            {'fault':'silence','entity':'plain','count':0}                        | 'count' is 1 to 10000
            {'fault':'silence','entity':'plain','count':'many'}                   | 'count' is 1 to 10000
            {'fault':'silence','entity':'plain','for':'PT2H'}                     | 'for' is more than PT0S and at most PT1H
            {'fault':'silence','entity':'plain','for':'soon'}                     | 'for' is a duration such as PT30S
            {'fault':'silence','entity':'plain','delay':'PT1S'}                   | 'delay' is not for silence
            {'fault':'silence','entity':'plain','session':'a'}                    | 'session' is not for silence
            {'fault':'detach','entity':'plain','condition':'bad'}                 | 'condition' is one of amqp:link:detach-forced
            {'fault':'silence','entity':'plain','times':3}                        | known are fault, entity, count, for, delay, condition
            []                                                                    | The body is a JSON object
            {                                                                     | The body is no JSON
            """)
    void saysWhatIsWrongAndWhatIsAllowed(String body, String said) throws IOException, InterruptedException {
        var answer = ask("POST", "/faults", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(said);
    }

    @Test
    void namesTheSessionThatIsToEnd() throws IOException, InterruptedException {
        var planted = ask("POST", "/faults", "{'fault':'expire-session','entity':'plain','session':'a'}");

        assertThat(planted.statusCode()).isEqualTo(201);
        assertThat(planted.body()).contains("\"session\":\"a\"", "\"hits\":0");
    }

    @Test
    void refusesOtherMethodsOtherPathsAndLargeBodies() throws IOException, InterruptedException {
        assertThat(ask("PUT", "/faults", "").statusCode()).isEqualTo(405);
        assertThat(ask("GET", "/faults/none", "").statusCode()).isEqualTo(404);
        assertThat(ask("POST", "/faults", "x".repeat(20_000)).statusCode()).isEqualTo(413);
    }

    private static HttpResponse<String> ask(String method, String path, String body)
            throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var uri = URI.create("http://127.0.0.1:" + EMULATOR.emulator().httpPort() + path);
            var request = HttpRequest.newBuilder(uri)
                    .timeout(Clients.PATIENCE)
                    .method(method, BodyPublishers.ofString(body.replace('\'', '"')))
                    .build();
            return http.send(request, BodyHandlers.ofString());
        }
    }
}
