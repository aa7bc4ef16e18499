package io.throughline.ingest.receive;

import io.throughline.backbone.testing.openapi.DocumentFile;
import io.throughline.ingest.DocumentedAnswers;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The document beside the code; that its codes are those that are answered, {@link DocumentedAnswers} sees to. */
class OpenApiTest {

    private final DocumentFile document = new DocumentFile(new IngestParticulars());

    @Test
    void theDocumentTellsOfEveryAddressAsItIs() throws IOException {
        document.isCurrent();
    }

    @Test
    void everyAddressSaysWhatItIsFor() {
        document.hasSummaries();
    }
}
