package quietline.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import quietline.Enhancer;
import quietline.weights.Weights;

/**
 * How much more two threads do than one, each with a stream of its own on weights of its own, or on
 * the same, once all is compiled; and beside it the same of sums of products in registers and of
 * sums over so much memory of one's own as fits into the nearest cache, or as a stream needs.
 * Nothing holds these up but the machine: two processors of a shared machine are seldom two whole
 * ones. All take turns.
 */
public final class TwoThreads {

    private static final int ROUNDS = 60;

    /** The median lies between the 22nd from either end with 97.3 % for 60 rounds. */
    private static final int SURE = 22;

    private static final long WARM_NANOS = 8_000_000_000L;
    private static final long TURN_NANOS = 200_000_000L;

    /** What a thread does again and again; each has one of its own. */
    private interface Work {
        void once();
    }

    private static volatile float keep;

    /** Adds up what nobody else reads, sixteen sums at a time, over and over. */
    private static final class Reading implements Work {

        private static final int SUMS = 16;

        /** In the middle, so that nobody else's memory is near. */
        private static final int AT = 4 * SUMS;

        private final float[] sums = new float[AT + SUMS + AT];
        private final float[] own;

        Reading(int kilobytes) {
            own = new float[kilobytes * 1024 / Float.BYTES];
        }

        @Override
        public void once() {
            for (int from = 0; from < own.length; from += SUMS) {
                for (int lane = 0; lane < SUMS; lane++) {
                    sums[AT + lane] += own[from + lane];
                }
            }
        }
    }

    /** Hears the same over and over. */
    private static final class Stream implements Work {

        private static final int HOPS_AT_ONCE = 16;

        private final Enhancer enhancer;
        private final float[] out = new float[Enhancer.HOP_SAMPLES];
        private final float[] samples;
        private int at;

        Stream(Weights weights, float[] samples) {
            enhancer = Enhancer.create(weights);
            this.samples = samples;
        }

        /** Some hops, for what counts them is not compiled, and Java counts along. */
        @Override
        public void once() {
            for (int hop = 0; hop < HOPS_AT_ONCE; hop++) {
                enhancer.process(samples, at, out, 0);
                at = at + Enhancer.HOP_SAMPLES == samples.length ? 0 : at + Enhancer.HOP_SAMPLES;
            }
        }
    }

    private TwoThreads() {}

    public static void main(String[] args) throws Exception {
        float[] samples = Sounds.named("speech");
        List<Work> products = List.of(TwoThreads::multiply, TwoThreads::multiply);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Weights weights = Enhancer.defaultWeights();
            Map<String, List<Work>> all = new LinkedHashMap<>();
            all.put("streams", streams(threads, samples, weights, weights));
            all.put("sums of products in registers", products);
            all.put("sums over 24 KB", List.of(new Reading(24), new Reading(24)));
            all.put("sums over 400 KB", List.of(new Reading(400), new Reading(400)));
            together(threads, all.get("streams"), WARM_NANOS);
            Map<String, double[]> ratios = new LinkedHashMap<>();
            for (Map.Entry<String, List<Work>> work : all.entrySet()) {
                together(threads, work.getValue(), WARM_NANOS / 8);
                ratios.put(work.getKey(), new double[ROUNDS]);
            }
            for (int round = 0; round < ROUNDS; round++) {
                for (Map.Entry<String, List<Work>> work : all.entrySet()) {
                    ratios.get(work.getKey())[round] = ratio(threads, work.getValue(), round);
                }
            }
            ratios.forEach(TwoThreads::print);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Each in its thread's own piece of the heap. */
    private static List<Work> streams(
            ExecutorService threads, float[] samples, Weights one, Weights other) throws Exception {
        Future<Work> first = threads.submit(() -> new Stream(one, samples));
        Future<Work> second = threads.submit(() -> new Stream(other, samples));
        return List.of(first.get(), second.get());
    }

    /** Twelve chains, which keep two units for multiply-adds busy. */
    private static void multiply() {
        float x = 0.999f;
        float y = 1e-3f;
        float b = 1, c = 2, d = 3, e = 4, f = 5, g = 6, h = 7, i = 8, j = 9, k = 1, l = 2, m = 3;
        for (int step = 0; step < 20_000; step++) {
            b = Math.fma(b, x, y);
            c = Math.fma(c, x, y);
            d = Math.fma(d, x, y);
            e = Math.fma(e, x, y);
            f = Math.fma(f, x, y);
            g = Math.fma(g, x, y);
            h = Math.fma(h, x, y);
            i = Math.fma(i, x, y);
            j = Math.fma(j, x, y);
            k = Math.fma(k, x, y);
            l = Math.fma(l, x, y);
            m = Math.fma(m, x, y);
        }
        keep = b + c + d + e + f + g + h + i + j + k + l + m;
    }

    /** Both by one of them alone, before or after. */
    private static double ratio(ExecutorService threads, List<Work> works, int round)
            throws Exception {
        List<Work> one = works.subList(round % 2, round % 2 + 1);
        boolean oneFirst = round / 2 % 2 == 0;
        double alone = oneFirst ? together(threads, one, TURN_NANOS) : 0;
        double both = together(threads, works, TURN_NANOS);
        alone = oneFirst ? alone : together(threads, one, TURN_NANOS);
        return both / alone;
    }

    /** How often in a second it was done, by all of them, each in a thread of its own. */
    private static double together(ExecutorService threads, List<Work> works, long nanos)
            throws Exception {
        CyclicBarrier start = new CyclicBarrier(works.size());
        List<Future<Double>> rates =
                works.stream().map(work -> threads.submit(() -> rate(work, start, nanos))).toList();
        double sum = 0;
        for (Future<Double> rate : rates) {
            sum += rate.get();
        }
        return sum;
    }

    private static double rate(Work work, CyclicBarrier start, long nanos) throws Exception {
        start.await();
        long begin = System.nanoTime();
        long now = begin;
        long times = 0;
        while (now - begin < nanos) {
            work.once();
            times++;
            now = System.nanoTime();
        }
        return 1e9 * times / (now - begin);
    }

    private static void print(String what, double[] ratios) {
        Arrays.sort(ratios);
        System.out.printf(
                Locale.ROOT,
                "Java %s, two threads by one, %s: %.2f (95 %%: %.2f to %.2f)%n",
                Runtime.version().feature(),
                what,
                (ratios[(ROUNDS - 1) / 2] + ratios[ROUNDS / 2]) / 2,
                ratios[SURE - 1],
                ratios[ROUNDS - SURE]);
    }
}
