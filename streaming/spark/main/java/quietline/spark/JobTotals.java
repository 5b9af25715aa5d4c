package quietline.spark;

import java.io.Serializable;
import org.apache.spark.SparkContext;
import org.apache.spark.util.DoubleAccumulator;
import org.apache.spark.util.LongAccumulator;
import quietline.streaming.batch.Outcome;

/** Counts over all tasks, which Spark's pages show while the job runs. */
final class JobTotals implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final double SECONDS_PER_HOUR = 3600;

    private final LongAccumulator done;
    private final LongAccumulator failed;
    private final DoubleAccumulator hours;
    private final SpeedAccumulator speed = new SpeedAccumulator();

    JobTotals(SparkContext spark) {
        done = spark.longAccumulator("recordings done");
        failed = spark.longAccumulator("recordings failed");
        hours = spark.doubleAccumulator("hours of sound");
        spark.register(speed, "× real time on one core");
    }

    void add(Outcome outcome) {
        done.add(1L);
        hours.add(outcome.audioSeconds() / SECONDS_PER_HOUR);
        speed.add(new double[] {outcome.audioSeconds(), outcome.seconds()});
    }

    void addFailure() {
        failed.add(1L);
    }

    long done() {
        return done.value();
    }

    long failed() {
        return failed.value();
    }

    double seconds() {
        return hours.value() * SECONDS_PER_HOUR;
    }
}
