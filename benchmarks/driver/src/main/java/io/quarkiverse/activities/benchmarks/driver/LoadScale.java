package io.quarkiverse.activities.benchmarks.driver;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The scales of one panel of the picture: the load from left to right, a value from bottom to top. */
record LoadScale(int left, boolean isLogarithmic, double lowest, double highest) {

    private static final int WIDTH = 350;
    private static final int TOP = 84;
    private static final int BOTTOM = 350;
    private static final int LINEAR_MARKS = 5;

    /** {@return a scale from zero that all values fit} */
    static LoadScale linear(int left, double... values) {
        double highest = Arrays.stream(values).filter(value -> value > 0).max().orElse(1);
        double step = niceStep(highest / LINEAR_MARKS);
        return new LoadScale(left, false, 0, step * LINEAR_MARKS);
    }

    /** {@return a scale of whole powers of ten that all positive values fit} */
    static LoadScale logarithmic(int left, double... values) {
        double[] positive = Arrays.stream(values).filter(value -> value > 0).toArray();
        double lowest = Math.floor(Math.log10(Arrays.stream(positive).min().orElse(1)));
        double highest = Math.ceil(Math.log10(Arrays.stream(positive).max().orElse(1)));
        return new LoadScale(left, true, Math.pow(10, lowest), Math.pow(10, Math.max(highest, lowest + 1)));
    }

    /** {@return the next higher step with one digit that is not zero, such as 8, 10, 20 or 30} */
    private static double niceStep(double step) {
        double power = Math.pow(10, Math.floor(Math.log10(step)));
        return DoubleStream.of(1, 2, 3, 4, 5, 6, 8, 10).map(factor -> factor * power).filter(nice -> nice >= step).findFirst()
                .orElse(10 * power);
    }

    double right() {
        return left + WIDTH;
    }

    double bottom() {
        return BOTTOM;
    }

    double x(int percent) {
        return left + WIDTH * percent / 100.0;
    }

    double y(double value) {
        double part = isLogarithmic ? Math.log10(Math.max(value, lowest) / lowest) / Math.log10(highest / lowest)
                : (value - lowest) / (highest - lowest);
        return BOTTOM - part * (BOTTOM - TOP);
    }

    /** {@return the values that get a line and a label} */
    double[] marks() {
        if (isLogarithmic) {
            return DoubleStream.iterate(lowest, mark -> mark <= highest * 1.01, mark -> mark * 10).toArray();
        }
        return IntStream.rangeClosed(0, LINEAR_MARKS).mapToDouble(mark -> mark * highest / LINEAR_MARKS).toArray();
    }

    String label(double mark) {
        return mark >= 1 || mark == 0 ? String.format(Locale.ROOT, "%,.0f", mark)
                : String.format(Locale.ROOT, "%." + (int) Math.ceil(-Math.log10(mark) - 1e-9) + "f", mark);
    }
}
