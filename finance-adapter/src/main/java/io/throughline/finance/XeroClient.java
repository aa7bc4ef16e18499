package io.throughline.finance;

import io.throughline.runtime.DownstreamHttp;
import io.throughline.runtime.EffectKey;
import io.throughline.runtime.HttpFailures;
import io.throughline.runtime.token.AccessTokens;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** The calls, as the Xero Accounting API 16.1 describes them. */
@Component
class XeroClient {

    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final int LONGEST_KEY = 128;
    private static final String COLLECTION = "/api.xro/2.0/{collection}";

    private final RestClient http;
    private final HttpFailures failures;

    XeroClient(XeroProperties xero, AccessTokens tokens, Clock clock) {
        this.http = DownstreamHttp.client(xero.baseUrl(), xero.timeout())
                .defaultHeader("xero-tenant-id", xero.tenantId())
                .defaultHeader(HttpHeaders.ACCEPT, "application/json")
                .requestInterceptor((request, body, execution) -> {
                    request.getHeaders().setBearerAuth(tokens.current());
                    return execution.execute(request, body);
                })
                .build();
        this.failures = new HttpFailures("xero", clock, tokens::renew);
    }

    /** Makes a document. PUT, because POST would overwrite one that has the same number. */
    XeroDocument create(Posting posting) {
        return first(http.put()
                .uri(COLLECTION, posting.collection())
                .header(IDEMPOTENCY_KEY, header(posting.key()))
                .body(Map.of(posting.collection(), List.of(posting))));
    }

    /** The sales invoices of an order, voided ones included. */
    List<XeroDocument> invoices(String orderKey) {
        return find("Invoices", "Type==\"ACCREC\" AND " + referring(orderKey));
    }

    /** Documents of this posting's kind and order, voided ones included. */
    List<XeroDocument> like(Posting posting) {
        return find(posting.collection(), referring(posting.reference()));
    }

    /** Takes an invoice out of the books. */
    XeroDocument voidInvoice(String invoiceId, EffectKey key) {
        return first(http.post()
                .uri(COLLECTION + "/{id}", "Invoices", invoiceId)
                .header(IDEMPOTENCY_KEY, header(key))
                .body(Map.of("InvoiceID", invoiceId, "Status", "VOIDED")));
    }

    private List<XeroDocument> find(String collection, String where) {
        return documents(http.get()
                .uri(uri -> uri.path(COLLECTION).queryParam("where", "{where}").build(collection, where)));
    }

    private XeroDocument first(RestClient.RequestHeadersSpec<?> request) {
        return failures.translate(() -> {
            XeroDocuments made = request.retrieve().body(XeroDocuments.class);
            if (made == null || made.documents().isEmpty()) {
                throw new RestClientException("Xero's answer names no document");
            }
            return made.documents().getFirst();
        });
    }

    private List<XeroDocument> documents(RestClient.RequestHeadersSpec<?> request) {
        return failures.translate(() -> {
            XeroDocuments found = request.retrieve().body(XeroDocuments.class);
            if (found == null) {
                throw new RestClientException("Xero's answer is empty");
            }
            return found.documents();
        });
    }

    private static String referring(String orderKey) {
        return "Reference==\"" + orderKey.replace("\"", "") + "\"";
    }

    private static String header(EffectKey key) {
        return key.value().length() <= LONGEST_KEY ? key.value() : sha256(key.value());
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every JDK has SHA-256", missing);
        }
    }
}
