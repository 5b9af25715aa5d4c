package quietline.streaming.profile;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a fresh Java goes through: hops back to back from the very first, each timed. Steady is the
 * hop from which on the medians of stretches stay near those of the later half, but for one in
 * twenty, for something else may have had the computer.
 *
 * @param firstHopNanos from the launch of the process until the first hop was done
 * @param firstNanos the first hop alone
 * @param slowestNanos the slowest after the first
 * @param steadyHops hops before it was steady
 * @param steadyNanos from the launch until then
 * @param medianNanos of the later half
 * @param hops in all
 * @param curve medians of hops 1, 2, 3 to 5, 6 to 10, 11 to 20, and so on: see {@link #curveEnds}
 */
public record StartupProbe(
        long launchNanos,
        long firstHopNanos,
        long firstNanos,
        long slowestNanos,
        long steadyHops,
        long steadyNanos,
        long medianNanos,
        long hops,
        List<Long> curve) {

    private static final int MOST_HOPS = 4_000_000;
    private static final int STRETCH_HOPS = 250;
    private static final double NEAR = 1.25;
    private static final double FEW = 0.05;
    private static final int SETTLED_STRETCHES = 20;

    /**
     * Runs hops for so long.
     *
     * @param launchedNanos when the process was launched, since 1970
     */
    public static StartupProbe run(ProfileSettings settings, long launchedNanos) {
        long entered = sinceLaunch(launchedNanos);
        HopWork work = new EnhancerWork(settings.enhancer(), settings.sound());
        int[] nanos = new int[MOST_HOPS];
        long beforeFirst = System.nanoTime();
        long sinceLaunch = sinceLaunch(launchedNanos);
        long now = beforeFirst;
        int hops = 0;
        while (hops < MOST_HOPS && now - beforeFirst < settings.durationNanos()) {
            long before = System.nanoTime();
            work.hop();
            now = System.nanoTime();
            nanos[hops++] = (int) Math.min(Integer.MAX_VALUE, now - before);
        }
        return of(Arrays.copyOf(nanos, hops), entered, sinceLaunch);
    }

    static long sinceLaunch(long launchedNanos) {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano() - launchedNanos;
    }

    /** Of the times of all hops, the first of which began so long after the launch. */
    static StartupProbe of(int[] nanos, long launchNanos, long beforeFirst) {
        int[] medians = new int[Math.max(1, nanos.length / STRETCH_HOPS)];
        Arrays.setAll(medians, stretch -> median(nanos, stretch));
        int usual = usual(medians);
        long steadyHops = (long) steady(medians, usual) * STRETCH_HOPS;
        long slowest = 0;
        long spent = 0;
        for (int i = 0; i < nanos.length; i++) {
            slowest = i == 0 ? 0 : Math.max(slowest, nanos[i]);
            spent += i < steadyHops ? nanos[i] : 0;
        }
        return new StartupProbe(
                launchNanos,
                beforeFirst + nanos[0],
                nanos[0],
                slowest,
                steadyHops,
                beforeFirst + Math.max(spent, nanos[0]),
                usual,
                nanos.length,
                curve(nanos));
    }

    /** The median over the later half. */
    private static int usual(int[] medians) {
        int[] late = Arrays.copyOfRange(medians, medians.length / 2, medians.length);
        Arrays.sort(late);
        return late[late.length / 2];
    }

    /** The first stretch that is near the usual, with all after it but a few. */
    private static int steady(int[] medians, int usual) {
        int steady = medians.length - 1;
        int far = 0;
        for (int stretch = steady; stretch >= 0; stretch--) {
            if (medians[stretch] > NEAR * usual) {
                far++;
            } else if (far <= FEW * (medians.length - stretch)) {
                steady = stretch;
            }
        }
        return steady;
    }

    static List<Long> curve(int[] nanos) {
        List<Long> medians = new ArrayList<>();
        int from = 0;
        for (int to : curveEnds()) {
            if (to > nanos.length) {
                break;
            }
            int[] sorted = Arrays.copyOfRange(nanos, from, to);
            Arrays.sort(sorted);
            medians.add((long) sorted[sorted.length / 2]);
            from = to;
        }
        return medians;
    }

    /** The last hop of each point of the curve, counted from 1. */
    static int[] curveEnds() {
        return IntStream.iterate(1, decade -> decade < MOST_HOPS, decade -> 10 * decade)
                .flatMap(decade -> IntStream.of(decade, 2 * decade, 5 * decade))
                .toArray();
    }

    private static int median(int[] nanos, int stretch) {
        int from = stretch * STRETCH_HOPS;
        int[] sorted = Arrays.copyOfRange(nanos, from, Math.min(nanos.length, from + STRETCH_HOPS));
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** Whether it was steady for long enough to believe it. */
    boolean settled() {
        return hops - steadyHops >= SETTLED_STRETCHES * STRETCH_HOPS;
    }

    /** As one line, for the process that asked. */
    public String line() {
        return String.format(
                Locale.ROOT,
                "%d %d %d %d %d %d %d %d%s",
                launchNanos,
                firstHopNanos,
                firstNanos,
                slowestNanos,
                steadyHops,
                steadyNanos,
                medianNanos,
                hops,
                curve.stream().map(nanos -> " " + nanos).collect(Collectors.joining()));
    }

    static StartupProbe parse(String line) {
        long[] n = Arrays.stream(line.strip().split(" ")).mapToLong(Long::parseLong).toArray();
        List<Long> curve = Arrays.stream(n).skip(8).boxed().toList();
        return new StartupProbe(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], curve);
    }
}
