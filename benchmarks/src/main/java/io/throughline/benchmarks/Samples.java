package io.throughline.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** One figure, as it came out in each round. */
public record Samples(List<Double> values) {

    public Samples {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("Nothing was measured");
        }
    }

    public static Samples of(DoubleStream values) {
        return new Samples(values.boxed().toList());
    }

    public double median() {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** This over that, round by round: what disturbs a round disturbs both sides of it. */
    public Samples over(Samples other) {
        return of(IntStream.range(0, Math.min(values.size(), other.values.size()))
                .mapToDouble(round -> values.get(round) / other.values.get(round)));
    }

    /** The median, and the least and the most in brackets. */
    public String text(int digits) {
        String format = "%." + digits + "f";
        double least = values.stream().min(Double::compare).orElseThrow();
        double most = values.stream().max(Double::compare).orElseThrow();
        return String.format(Locale.ROOT, format + " (" + format + "–" + format + ")", median(), least, most);
    }
}
