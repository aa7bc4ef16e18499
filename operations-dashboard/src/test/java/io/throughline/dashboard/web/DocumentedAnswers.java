package io.throughline.dashboard.web;

import io.throughline.backbone.testing.openapi.DocumentedAddresses;
import io.throughline.backbone.testing.openapi.DocumentedAddresses.Answer;
import java.util.Optional;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcBuilderCustomizer;
import org.springframework.stereotype.Component;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.setup.ConfigurableMockMvcBuilder;

/** Holds whatever any test is answered by the API against the OpenAPI document. */
@Component
class DocumentedAnswers implements MockMvcBuilderCustomizer {

    private static final DocumentedAddresses ADDRESSES = new DocumentedAddresses();

    @Override
    public void customize(ConfigurableMockMvcBuilder<?> builder) {
        builder.alwaysDo(DocumentedAnswers::check);
    }

    private static void check(MvcResult result) {
        String path = String.valueOf(result.getRequest().getRequestURI());
        if (path.startsWith("/api/")) {
            ADDRESSES.check(new Answer(
                    String.valueOf(result.getRequest().getMethod()),
                    path,
                    result.getResponse().getStatus(),
                    Optional.ofNullable(result.getResponse().getContentType()),
                    result.getResponse().getContentAsByteArray()));
        }
    }
}
