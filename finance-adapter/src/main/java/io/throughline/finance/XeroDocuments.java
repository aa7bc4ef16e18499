package io.throughline.finance;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.util.List;

/** Xero's answer to every request, one or many. */
record XeroDocuments(@JsonAlias({"Invoices", "CreditNotes"}) List<XeroDocument> documents) {

    XeroDocuments {
        documents = List.copyOf(documents);
    }
}
