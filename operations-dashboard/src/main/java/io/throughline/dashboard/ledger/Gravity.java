package io.throughline.dashboard.ledger;

import java.util.List;
import java.util.regex.Pattern;

/** Which edits may change money or an address: all but those that are known to do neither. */
public final class Gravity {

    private static final Pattern HARMLESS = Pattern.compile(
            "/order/(note|lines/\\d+/(sku|title|hsCode|origin|weightGrams)|shipping/\\d+/(title|code))");

    private Gravity() {}

    /** Whether a second person must look at it; a field that a later release adds is grave until it is named here. */
    public static boolean isGrave(List<FieldChange> changes) {
        return changes.stream()
                .anyMatch(change -> !HARMLESS.matcher(change.path()).matches());
    }
}
