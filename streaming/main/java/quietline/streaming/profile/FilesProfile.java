package quietline.streaming.profile;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import quietline.kernel.FmaPeak;
import quietline.streaming.profile.ReportTable.Column;

/**
 * Recordings from file to file, once Java has compiled all of it, on one thread and on several; and
 * products in registers, which nothing holds up but the machine, because the processors of a shared
 * one are seldom whole ones. All take turns.
 */
public final class FilesProfile {

    static final String RATES = "rates";

    private static final long PRODUCTS_NANOS = 100_000_000;
    private static final int ENOUGH_ROUNDS = 5;
    private static final double HOUR_SECONDS = 3600;

    private final ProfileSettings settings;
    private final FilesWork work;
    private final int threads;
    private final ReportTable table;

    /** What one thread and what all of them reach, round by round, per second. */
    private static final class Rates {

        private double[] one = {};
        private double[] all = {};

        void add(double byOne, double byAll) {
            one = Arrays.copyOf(one, one.length + 1);
            all = Arrays.copyOf(all, one.length);
            one[one.length - 1] = byOne;
            all[one.length - 1] = byAll;
        }

        int rounds() {
            return one.length;
        }

        /** How many times as much all do, with what the rounds leave open. */
        Comparison ratio() {
            return Comparison.paired(periods(all), periods(one));
        }

        private static long[] periods(double[] rates) {
            return Arrays.stream(rates).mapToLong(rate -> Math.round(1e12 / rate)).toArray();
        }
    }

    public FilesProfile(ProfileSettings settings, FilesWork work, int threads) {
        this.settings = settings;
        this.work = work;
        this.threads = threads;
        table =
                new ReportTable(
                        RATES,
                        "How much is done",
                        Column.text("what", ""),
                        new Column("one", "one thread", 1),
                        new Column("all", threads + " threads", 1),
                        new Column("ratio", "by one", 2),
                        new Column("low", "95 % from", 2),
                        new Column("high", "to", 2));
    }

    public ProfileReport run() throws IOException {
        ProfileReport report =
                settings.report(
                        "files",
                        "recordings from file to file, on one thread and on %d by turns"
                                .formatted(threads));
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            Rates recordings = new Rates();
            Rates products = new Rates();
            turns(pool, new Rates(), new Rates(), settings.warmUpNanos());
            long nanos = turns(pool, recordings, products, settings.durationNanos());
            report.fact("recordings", work.text());
            report.fact("warm-up", seconds(settings.warmUpNanos()) + " or more");
            report.fact(
                    "measured", "%d rounds in %s".formatted(recordings.rounds(), seconds(nanos)));
            describe(report, recordings, products);
        } finally {
            pool.shutdownNow();
        }
        return report;
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
    }

    /** Rounds in which each has a turn, until so long has passed, which it returns. */
    private long turns(ExecutorService pool, Rates recordings, Rates products, long nanos)
            throws IOException {
        long start = System.nanoTime();
        do {
            boolean oneFirst = recordings.rounds() % 2 == 0;
            double first = recordings(oneFirst ? 1 : threads);
            double firstProducts = products(pool, oneFirst ? 1 : threads);
            double second = recordings(oneFirst ? threads : 1);
            double secondProducts = products(pool, oneFirst ? threads : 1);
            recordings.add(oneFirst ? first : second, oneFirst ? second : first);
            products.add(
                    oneFirst ? firstProducts : secondProducts,
                    oneFirst ? secondProducts : firstProducts);
        } while (System.nanoTime() - start < nanos);
        return System.nanoTime() - start;
    }

    /** In × real time. */
    private double recordings(int threads) throws IOException {
        long nanos = work.nanos(threads);
        return 1e9 * work.seconds() / nanos;
    }

    /** In GFLOP/s, all threads together. */
    private static double products(ExecutorService pool, int threads) throws IOException {
        List<Future<Double>> rates =
                IntStream.range(0, threads)
                        .mapToObj(i -> pool.submit(() -> FmaPeak.gigaflops(PRODUCTS_NANOS)))
                        .toList();
        double sum = 0;
        try {
            for (Future<Double> rate : rates) {
                sum += rate.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IOException("products in registers: " + e.getMessage(), e);
        }
        return sum;
    }

    private void describe(ProfileReport report, Rates recordings, Rates products) {
        row("recordings, × real time", recordings, true);
        // How many there are depends on how Java happens to compile them, at half a speed or whole.
        row("products in registers", products, false);
        report.add(
                table.note(
                        "Medians of the rounds; 'by one' is that of each round's ratio, and 95 % is"
                                + " what the rounds leave open."));
        if (recordings.rounds() < ENOUGH_ROUNDS) {
            report.remark(
                    "Fewer than %d rounds tell no bounds: a longer --duration would."
                            .formatted(ENOUGH_ROUNDS));
        }
        double hour = HOUR_SECONDS * 1e9;
        report.metric("hour", hour / median(recordings.all), Metric.Unit.NANOS);
        report.metric("hour-one-thread", hour / median(recordings.one), Metric.Unit.NANOS);
        report.metric("by-one", recordings.ratio().ratio(), Metric.Unit.TIMES);
        report.metric("products-by-one", products.ratio().ratio(), Metric.Unit.TIMES);
    }

    private void row(String what, Rates rates, boolean shown) {
        Comparison ratio = rates.ratio();
        boolean enough = rates.rounds() >= ENOUGH_ROUNDS;
        table.row(
                what,
                shown ? median(rates.one) : null,
                shown ? median(rates.all) : null,
                ratio.ratio(),
                enough ? ratio.low() : null,
                enough ? ratio.high() : null);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
