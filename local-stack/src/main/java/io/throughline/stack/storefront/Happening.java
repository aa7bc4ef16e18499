package io.throughline.stack.storefront;

/** Why a storefront sends a webhook about an order. */
public enum Happening {
    CREATED("orders/create"),
    UPDATED("orders/updated"),
    PAID("orders/paid"),
    CANCELLED("orders/cancelled");

    private final String shopify;

    Happening(String shopify) {
        this.shopify = shopify;
    }

    /** Shopify's topic; a Standard Webhooks storefront says "updated" of everything. */
    String shopify() {
        return shopify;
    }
}
