package io.throughline.stack.storefront;

/** Why a storefront sends a webhook about an order. */
public enum Happening {
    CREATED("orders/create", "order.created"),
    UPDATED("orders/updated", "order.updated"),
    PAID("orders/paid", "order.updated"),
    CANCELLED("orders/cancelled", "order.updated");

    private final String shopify;
    private final String standard;

    Happening(String shopify, String standard) {
        this.shopify = shopify;
        this.standard = standard;
    }

    String shopify() {
        return shopify;
    }

    String standard() {
        return standard;
    }
}
