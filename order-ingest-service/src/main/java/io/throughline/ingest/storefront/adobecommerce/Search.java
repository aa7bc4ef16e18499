package io.throughline.ingest.storefront.adobecommerce;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** What Adobe Commerce calls search criteria: conditions that all hold, as parameters of an address. */
record Search(String query, int conditions) {

    static Search begin() {
        return new Search("", 0);
    }

    Search where(String field, String condition, String value) {
        String filter = "searchCriteria[filter_groups][" + conditions + "][filters][0]";
        return new Search(
                query
                        + pair(filter + "[field]", field)
                        + pair(filter + "[condition_type]", condition)
                        + pair(filter + "[value]", value),
                conditions + 1);
    }

    /** The first so many, in ascending order of this field. */
    String page(String sortedBy, int size) {
        return query
                + pair("searchCriteria[sortOrders][0][field]", sortedBy)
                + pair("searchCriteria[sortOrders][0][direction]", "ASC")
                + encoded("searchCriteria[pageSize]") + "=" + size;
    }

    private static String pair(String name, String value) {
        return encoded(name) + "=" + encoded(value) + "&";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
