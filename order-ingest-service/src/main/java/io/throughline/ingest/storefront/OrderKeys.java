package io.throughline.ingest.storefront;

/** Order keys: {@code <storefront>:<shop>:<order id>}. */
public final class OrderKeys {

    private static final String ID = "[!-~]{1,128}";

    private OrderKeys() {}

    /** @throws NotUnderstoodException when the storefront's id is longer than 128 or not printable ASCII */
    public static String of(String source, String shop, String orderId) {
        if (!orderId.matches(ID)) {
            throw new NotUnderstoodException("malformed-field", "The order's id is not 1 to 128 printable characters");
        }
        return source + ":" + shop + ":" + orderId;
    }
}
