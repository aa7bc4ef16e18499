package io.throughline.ingest.storefront.woocommerce;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The key that WooCommerce signs with: the secret, after WordPress has decoded the HTML entities in it, once. */
final class WooSecret {

    private static final Map<String, String> NAMED = Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"");
    private static final Pattern ENTITY =
            Pattern.compile("&(?:(amp|lt|gt|quot)|#0*(34|38|39|60|62)|#[xX]0*(22|26|27|3[cCeE]));");

    private WooSecret() {}

    static byte[] key(String secret) {
        return ENTITY.matcher(secret).replaceAll(WooSecret::decoded).getBytes(StandardCharsets.UTF_8);
    }

    private static String decoded(MatchResult entity) {
        String name = entity.group(1);
        if (name != null) {
            return Matcher.quoteReplacement(NAMED.getOrDefault(name, ""));
        }
        String decimal = entity.group(2);
        int character = decimal != null ? Integer.parseInt(decimal) : Integer.parseInt(entity.group(3), 16);
        return Matcher.quoteReplacement(Character.toString(character));
    }
}
