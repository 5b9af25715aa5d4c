package quietline.streaming.profile;

import java.util.ArrayList;
import java.util.List;

/** Times on a logarithmic axis, from whole steps of 1, 2, 5 around what is to be shown. */
final class LogAxis {

    private static final double[] STEPS = {1, 2, 5};
    private static final int MOST_TICKS = 9;

    private final double low;
    private final double high;
    private final double from;
    private final double to;

    /** {@code low} appears at {@code from}, {@code high} at {@code to}. */
    LogAxis(double low, double high, double from, double to) {
        this.low = stepBelow(Math.max(1, low));
        this.high = Math.max(2 * this.low, stepAbove(Math.max(1, high)));
        this.from = from;
        this.to = to;
    }

    private static double stepBelow(double value) {
        double decade = Math.pow(10, Math.floor(Math.log10(value)));
        double step = decade;
        for (double factor : STEPS) {
            step = factor * decade <= value ? factor * decade : step;
        }
        return step;
    }

    private static double stepAbove(double value) {
        double below = stepBelow(value);
        return below >= value ? below : next(below);
    }

    private static double next(double step) {
        double decade = Math.pow(10, Math.floor(Math.log10(step) + 1e-9));
        double factor = Math.rint(step / decade);
        return factor == 1 ? 2 * decade : factor == 2 ? 5 * decade : 10 * decade;
    }

    double at(double value) {
        double within = Math.max(low, Math.min(high, value));
        return from + (to - from) * Math.log(within / low) / Math.log(high / low);
    }

    /** Where lines are drawn: all steps, or the decades alone where those would be too many. */
    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        List<Double> decades = new ArrayList<>();
        for (double tick = low; tick <= high * 1.0001; tick = next(tick)) {
            ticks.add(tick);
            if (Math.abs(Math.log10(tick) - Math.rint(Math.log10(tick))) < 1e-6) {
                decades.add(tick);
            }
        }
        return ticks.size() <= MOST_TICKS ? ticks : decades;
    }
}
