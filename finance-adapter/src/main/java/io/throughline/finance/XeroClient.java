package io.throughline.finance;

import io.throughline.runtime.DownstreamHttp;
import io.throughline.runtime.EffectKey;
import io.throughline.runtime.HttpFailures;
import io.throughline.runtime.books.BookKeeper;
import io.throughline.runtime.books.Booked;
import io.throughline.runtime.books.Entry.Kind;
import io.throughline.runtime.books.Posting;
import io.throughline.runtime.token.AccessTokens;
import java.time.Clock;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** The calls, as the Xero Accounting API 16.1 describes them. */
@Component
class XeroClient implements BookKeeper {

    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final int LONGEST_KEY = 128;
    private static final int PAGE = 1000;
    private static final String COLLECTION = "/api.xro/2.0/{collection}";

    private final RestClient http;
    private final HttpFailures failures;
    private final XeroWords words;

    XeroClient(XeroProperties xero, AccessTokens tokens, Clock clock) {
        this.http = DownstreamHttp.client(xero.baseUrl(), xero.timeout())
                .defaultHeader("xero-tenant-id", xero.tenantId())
                .defaultHeader(HttpHeaders.ACCEPT, "application/json")
                .requestInterceptor((request, body, execution) -> {
                    request.getHeaders().setBearerAuth(tokens.current());
                    return execution.execute(request, body);
                })
                .build();
        this.words = new XeroWords(xero.shops());
        this.failures = new HttpFailures(system(), clock, tokens::renew);
    }

    @Override
    public final String system() {
        return "xero";
    }

    @Override
    public XeroWords words() {
        return words;
    }

    /** PUT, because POST would overwrite one that has the same number. */
    @Override
    public List<XeroDocument> create(List<Posting> postings) {
        String collection = collection(postings.getFirst().kind());
        List<EffectKey> keys = postings.stream().map(Posting::key).toList();
        List<Object> bodies = postings.stream().map(Posting::body).toList();
        return documents(
                http.put()
                        .uri(COLLECTION + "?summarizeErrors=false", collection)
                        .header(IDEMPOTENCY_KEY, EffectKey.ofCall(keys, LONGEST_KEY))
                        .body(Map.of(collection, bodies)),
                postings.size());
    }

    @Override
    public List<XeroDocument> referring(Kind kind, String reference) {
        return referring(kind, List.of(reference));
    }

    @Override
    public List<XeroDocument> referring(Kind kind, Collection<String> references) {
        return find(
                kind,
                references.stream()
                        .map(reference -> "Reference==\"" + reference.replace("\"", "") + "\"")
                        .collect(Collectors.joining(" OR ")),
                1);
    }

    @Override
    public List<XeroDocument> page(Kind kind, YearMonth month, int page) {
        return find(kind, "Date>=%s AND Date<%s".formatted(date(month), date(month.plusMonths(1))), page);
    }

    private static String date(YearMonth month) {
        return "DateTime(%d,%02d,01)".formatted(month.getYear(), month.getMonthValue());
    }

    private List<XeroDocument> find(Kind kind, String where, int page) {
        return documents(
                http.get()
                        .uri(uri -> uri.path(COLLECTION)
                                .queryParam("where", "{where}")
                                .queryParam("page", page)
                                .queryParam("pageSize", PAGE)
                                .build(collection(kind), where)),
                0);
    }

    private static String collection(Kind kind) {
        return switch (kind) {
            case INVOICE -> "Invoices";
            case CREDIT_NOTE -> "CreditNotes";
            case PAYMENT, PAYOUT -> "Payments";
        };
    }

    @Override
    public void voidInvoice(Booked invoice, EffectKey key) {
        documents(
                http.post()
                        .uri(COLLECTION + "/{id}", "Invoices", invoice.id())
                        .header(IDEMPOTENCY_KEY, EffectKey.ofCall(List.of(key), LONGEST_KEY))
                        .body(Map.of("InvoiceID", invoice.id(), "Status", "VOIDED")),
                1);
    }

    /** @param least an answer of fewer says nothing */
    private List<XeroDocument> documents(RestClient.RequestHeadersSpec<?> request, int least) {
        return failures.translate(() -> {
            XeroDocument.All found = request.retrieve().body(XeroDocument.All.class);
            if (found == null || found.documents() == null || found.documents().size() < least) {
                throw new RestClientException("Xero's answer names fewer than " + least + " documents");
            }
            return List.copyOf(found.documents());
        });
    }
}
