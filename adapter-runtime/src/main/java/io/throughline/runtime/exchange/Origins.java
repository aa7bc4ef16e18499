package io.throughline.runtime.exchange;

import io.throughline.runtime.exchange.EventFields.Said;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds where the fields of one request come from. Pure. */
final class Origins {

    private static final int MOST = 3;
    /** Shorter texts are contained by chance. */
    private static final int SHORTEST_PART = 4;
    /** Called so in any document, whatever it is about: that two such fields differ tells nothing. */
    private static final Set<String> ANYWHERE = Set.of(
            "id", "type", "kind", "name", "title", "code", "status", "state", "value", "reference", "note", "version");

    private final EventFields event;
    private final Alignment alignment;
    private final Set<String> contradicted = new HashSet<>();

    Origins(EventFields event, Alignment alignment) {
        this.event = event;
        this.alignment = alignment;
    }

    Origin of(Leaf sent) {
        return Stream.of(Form.SAME, Form.NUMBER, Form.DATE)
                .flatMap(form -> equal(sent, form).stream())
                .findFirst()
                .or(() -> equal(sent, Form.CASE))
                .or(() -> contradiction(sent))
                .or(() -> made(sent))
                .orElseGet(() -> new Origin(Origin.NONE, List.of()));
    }

    private Optional<Origin> equal(Leaf sent, Form form) {
        List<Said> best = best(sent, event.like(sent, form));
        return best.isEmpty() ? Optional.empty() : Optional.of(new Origin(word(form, best.getFirst()), best));
    }

    private static String word(Form form, Said said) {
        return switch (form) {
            case SAME -> said.money() ? Origin.MONEY : Origin.SAME;
            case NUMBER -> said.money() ? Origin.MONEY : Origin.NUMBER;
            case DATE -> Origin.DATE;
            case CASE -> Origin.CASE;
        };
    }

    /** Those that speak for themselves most, and no others: a currency stands with every amount. */
    private List<Said> best(Leaf sent, List<Said> alike) {
        Comparator<Said> likelier = Comparator.<Said>comparingInt(said -> alignment.isAbout(sent, said) ? 0 : 1)
                .thenComparingInt(said -> isNamed(sent, said) ? 0 : 1)
                .thenComparingInt(said -> said.leaf().depth());
        List<Said> sorted =
                alike.stream().filter(isNoChance(sent)).sorted(likelier).toList();
        return sorted.stream()
                .takeWhile(said -> likelier.compare(said, sorted.getFirst()) == 0)
                .limit(MOST)
                .toList();
    }

    private Predicate<Said> isNoChance(Leaf sent) {
        return sent.isTelling()
                ? said -> true
                : said -> isNamed(sent, said)
                        || (alignment.isAbout(sent, said) && !said.path().endsWith("/minor"));
    }

    private static boolean isNamed(Leaf sent, Said said) {
        return said.leaf().name().equals(sent.name());
    }

    /** The event has a field of that name, in what the request is about or in what nothing else is, that says else. */
    private Optional<Origin> contradiction(Leaf sent) {
        List<Said> named =
                event.all().stream().filter(said -> isNamed(sent, said)).toList();
        return named.stream()
                .filter(said -> alignment.isAbout(sent, said))
                .findFirst()
                .or(() -> named.stream()
                        .filter(said -> !ANYWHERE.contains(sent.name()))
                        .filter(said -> !alignment.objects().contains(event.object(said.path())))
                        .filter(said -> contradicted.add(said.path()))
                        .findFirst())
                .map(said -> new Origin(Origin.DIFFERS, List.of(said)));
    }

    /** Several values of the event in one text, or one with something around it. */
    private Optional<Origin> made(Leaf sent) {
        if (!sent.quoted()) {
            return Optional.empty();
        }
        List<Said> parts = event.all().stream()
                .filter(said -> said.leaf().text().length() >= SHORTEST_PART)
                .filter(said -> isPart(said.leaf().text(), sent.text()))
                .sorted(Comparator.<Said>comparingInt(
                                said -> -said.leaf().text().length())
                        .thenComparingInt(said -> said.leaf().depth()))
                .toList();
        List<Said> longest = new ArrayList<>();
        for (Said part : parts) {
            if (longest.size() < MOST && longest.stream().noneMatch(longer -> contains(longer, part))) {
                longest.add(part);
            }
        }
        return longest.isEmpty() ? Optional.empty() : Optional.of(new Origin(Origin.CONTAINS, longest));
    }

    private static boolean contains(Said longer, Said part) {
        return longer.leaf().text().contains(part.leaf().text());
    }

    /** As words of their own: {@code SKU-1} is no part of {@code SKU-12}, nor of {@code SKU-1-X}. */
    static boolean isPart(String part, String whole) {
        for (int at = whole.indexOf(part); at >= 0; at = whole.indexOf(part, at + 1)) {
            int end = at + part.length();
            if ((at == 0 || isGap(whole.charAt(at - 1))) && (end == whole.length() || isGap(whole.charAt(end)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isGap(char between) {
        return !Character.isLetterOrDigit(between) && between != '-' && between != '_' && between != '.';
    }
}
