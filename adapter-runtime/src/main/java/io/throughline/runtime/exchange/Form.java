package io.throughline.runtime.exchange;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Ways in which a value may be written otherwise and still be the same. The first that fits is told. */
enum Form {
    SAME {
        @Override
        List<String> of(Leaf leaf) {
            return List.of((leaf.quoted() ? "text " : "value ") + leaf.text());
        }
    },
    NUMBER {
        @Override
        List<String> of(Leaf leaf) {
            return NUMERIC.matcher(leaf.text()).matches() ? List.of(plain(new BigDecimal(leaf.text()))) : List.of();
        }
    },
    /** An instant in another zone, or the day that it is written with. */
    DATE {
        @Override
        List<String> of(Leaf leaf) {
            return DATED.matcher(leaf.text()).matches() ? instantAndDay(leaf.text()) : List.of();
        }
    },
    CASE {
        @Override
        List<String> of(Leaf leaf) {
            return List.of(leaf.text().strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT));
        }
    };

    private static final Pattern NUMERIC = Pattern.compile("-?\\d{1,30}(\\.\\d{1,30})?");
    private static final Pattern DATED = Pattern.compile("\\d{4}-\\d{2}-\\d{2}([T ].{5,40})?");
    private static final int DAY = "2026-11-27".length();

    /** What it is compared by; nothing where it cannot be written so. Two are the same if one of these is. */
    abstract List<String> of(Leaf leaf);

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    private static List<String> instantAndDay(String text) {
        try {
            String day = LocalDate.parse(text.substring(0, DAY)).toString();
            return text.length() == DAY
                    ? List.of(day)
                    : List.of(
                            OffsetDateTime.parse(text.replace(' ', 'T'))
                                    .toInstant()
                                    .toString(),
                            day);
        } catch (DateTimeException other) {
            // Looks like a date and is none.
            return List.of();
        }
    }
}
