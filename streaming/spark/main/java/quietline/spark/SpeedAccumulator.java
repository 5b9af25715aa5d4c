package quietline.spark;

import org.apache.spark.util.AccumulatorV2;

/** The ratio of two sums: seconds of sound over seconds of work. */
final class SpeedAccumulator extends AccumulatorV2<double[], Double> {

    private static final long serialVersionUID = 1L;

    private double sound;
    private double work;

    @Override
    public boolean isZero() {
        return work == 0;
    }

    @Override
    public AccumulatorV2<double[], Double> copy() {
        SpeedAccumulator copy = new SpeedAccumulator();
        copy.merge(this);
        return copy;
    }

    @Override
    public void reset() {
        sound = 0;
        work = 0;
    }

    @Override
    public void add(double[] seconds) {
        sound += seconds[0];
        work += seconds[1];
    }

    @Override
    public void merge(AccumulatorV2<double[], Double> other) {
        add(new double[] {((SpeedAccumulator) other).sound, ((SpeedAccumulator) other).work});
    }

    @Override
    public Double value() {
        return isZero() ? 0.0 : sound / work;
    }
}
