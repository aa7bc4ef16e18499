package io.throughline.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.emulator.junit.EmulatorExtension;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What no well-behaved client sends. */
@OwnBroker("compares words of its answers")
class RawAdministrationIT {

    private static final String FAR_AWAY = "4102444800";

    @RegisterExtension
    static final EmulatorExtension EMULATOR = EmulatorExtension.withConfig("emulator-config.json");

    final HttpClient http = HttpClient.newHttpClient();

    private static String token(String resource) throws GeneralSecurityException {
        var key = EMULATOR.emulator().connectionString().replaceFirst(".*;SharedAccessKey=([^;]+);.*", "$1");
        var encoded = URLEncoder.encode(resource, StandardCharsets.UTF_8);
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        var signature = mac.doFinal((encoded + "\n" + FAR_AWAY).getBytes(StandardCharsets.UTF_8));
        return "SharedAccessSignature sr=" + encoded + "&sig="
                + URLEncoder.encode(Base64.getEncoder().encodeToString(signature), StandardCharsets.UTF_8) + "&se="
                + FAR_AWAY + "&skn=RootManageSharedAccessKey";
    }

    private HttpResponse<String> put(String path, String body, String token) throws IOException, InterruptedException {
        var uri = URI.create("http://127.0.0.1:" + EMULATOR.emulator().httpPort() + path + "?api-version=2021-05");
        var request = HttpRequest.newBuilder(uri)
                .header("Authorization", token)
                .PUT(BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private HttpResponse<String> put(String body) throws Exception {
        return put("/raw", body, token("https://localhost/"));
    }

    private static String entry(String description) {
        return "<entry xmlns='http://www.w3.org/2005/Atom'><content type='application/xml'>" + description
                + "</content></entry>";
    }

    @Test
    void takesNoEndlessBody() throws Exception {
        var answer = put(entry("<QueueDescription>" + " ".repeat(300_000) + "</QueueDescription>"));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("<Code>413</Code><Detail>The body is longer than 262144 bytes.");
    }

    @Test
    void takesNoDocumentType() throws Exception {
        var answer = put("<!DOCTYPE entry [<!ENTITY a 'b'>]>" + entry("<QueueDescription/>"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Document types");
    }

    @Test
    void saysWhatIsWrongWithADescription() throws Exception {
        assertThat(put(entry("<QueueDescription><LockDuration>1 minute</LockDuration></QueueDescription>"))
                        .body())
                .contains("LockDuration is not an ISO 8601 duration");
        assertThat(put(entry("<QueueDescription><MaxDeliveryCount>0</MaxDeliveryCount></QueueDescription>"))
                        .body())
                .contains("MaxDeliveryCount is 1 to 2000");
        assertThat(put(entry("<QueueDescription><AuthorizationRules><AuthorizationRule/></AuthorizationRules>"
                                + "</QueueDescription>"))
                        .body())
                .contains("AuthorizationRules are not taken");
        assertThat(put(entry("<Nonsense/>")).statusCode()).isEqualTo(400);
        assertThat(put(entry("")).statusCode()).isEqualTo(400);
        assertThat(put("").statusCode()).isEqualTo(400);
    }

    @Test
    void takesATokenOnlyForWhatItNames() throws Exception {
        var body = entry("<QueueDescription/>");

        assertThat(put("/other", body, token("https://localhost/raw")).statusCode())
                .isEqualTo(401);
        assertThat(put("/other", body, "").statusCode()).isEqualTo(401);
        assertThat(put("/named", body, token("https://localhost/named")).statusCode())
                .isEqualTo(201);
    }
}
