package io.throughline.ingest;

import io.throughline.backbone.testing.openapi.DocumentedAddresses;
import io.throughline.backbone.testing.openapi.DocumentedAddresses.Answer;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** Holds what tests are answered against the OpenAPI document. */
public final class DocumentedAnswers {

    private static final DocumentedAddresses ADDRESSES = new DocumentedAddresses();

    private DocumentedAnswers() {}

    static void check(HttpResponse<?> answer) {
        byte[] body = answer.body() instanceof byte[] bytes
                ? bytes
                : String.valueOf(answer.body()).getBytes(StandardCharsets.UTF_8);
        ADDRESSES.check(new Answer(
                answer.request().method(),
                answer.request().uri().getPath(),
                answer.statusCode(),
                answer.headers().firstValue("Content-Type"),
                body));
    }
}
