package io.throughline.stub.storefront;

/** Why a storefront sends a webhook about an order. */
public enum Happening {
    CREATED("orders/create", "order.created", "store/order/created"),
    UPDATED("orders/updated", "order.updated", "store/order/updated"),
    PAID("orders/paid", "order.updated", "store/order/statusUpdated"),
    CANCELLED("orders/cancelled", "order.updated", "store/order/statusUpdated");

    private final String shopify;
    private final String wooCommerce;
    private final String bigCommerce;

    Happening(String shopify, String wooCommerce, String bigCommerce) {
        this.shopify = shopify;
        this.wooCommerce = wooCommerce;
        this.bigCommerce = bigCommerce;
    }

    /** What the shop's software calls it; some storefronts have one word for everything. */
    String topic(Shop shop) {
        return switch (shop.source()) {
            case "shopify" -> shopify;
            case "woocommerce" -> wooCommerce;
            case "bigcommerce" -> bigCommerce;
            case "adobecommerce" -> "com.adobe.commerce.observer.sales_order_save_commit_after";
            default -> "order.updated";
        };
    }
}
