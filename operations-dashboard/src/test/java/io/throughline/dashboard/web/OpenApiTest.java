package io.throughline.dashboard.web;

import io.throughline.backbone.testing.openapi.DocumentFile;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The document beside the code; that it tells what is answered, {@link DocumentedAnswers} sees to. */
class OpenApiTest {

    private final DocumentFile document = new DocumentFile(new DashboardParticulars());

    @Test
    void theDocumentTellsOfEveryAddressAsItIs() throws IOException {
        document.isCurrent();
    }

    @Test
    void everyAddressSaysWhatItIsFor() {
        document.hasSummaries();
    }
}
