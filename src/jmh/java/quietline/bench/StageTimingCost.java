package quietline.bench;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * What it costs a stream that its stages could be timed, while they are not. The engine is loaded
 * twice over, so that Java compiles each for itself: as it is, and with a {@code StageTimes} whose
 * methods are empty, as if there were no such thing in the code. They take turns; and each round is
 * loaded and compiled anew, because that alone makes a difference. (What timing costs while it is
 * done, {@code quietline profile engine} tells.)
 */
public final class StageTimingCost {

    private static final int ROUNDS = 24;

    /** The median lies between the seventh from either end with 97.7 % for 24 rounds. */
    private static final int SURE = 7;

    private static final int WARM_TURNS = 4500;
    private static final int TURNS = 1000;
    private static final String EMPTY =
            """
            package quietline.gtcrn;
            public final class StageTimes {
                public void begin() {}
                public static void mark(StageTimes times, Stage stage) {}
                public long nanos(Stage stage) { return 0; }
            }
            """;

    private StageTimingCost() {}

    public static void main(String[] args) throws Exception {
        Path empty = Files.createTempDirectory("quietline-empty");
        compile(empty);
        float[] samples = Sounds.named("speech");
        double[] off = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            boolean emptyFirst = round % 2 == 0;
            Runnable first = world(emptyFirst ? List.of(empty) : List.of(), samples);
            Runnable second = world(emptyFirst ? List.of() : List.of(empty), samples);
            List<Runnable> worlds = emptyFirst ? List.of(first, second) : List.of(second, first);
            turns(worlds, WARM_TURNS);
            double[][] nanos = turns(worlds, TURNS);
            off[round] = percent(nanos[1], nanos[0]);
            System.out.printf(
                    Locale.ROOT,
                    "%d of %d: %.2f µs per hop without marks, %+.2f %% with them%n",
                    round + 1,
                    ROUNDS,
                    median(nanos[0]) / Hops.BATCH_HOPS / 1e3,
                    off[round]);
        }
        print(off);
        try (Stream<Path> files = Files.walk(empty)) {
            files.sorted((a, b) -> b.compareTo(a)).map(Path::toFile).forEach(File::delete);
        }
    }

    private static void compile(Path folder) throws Exception {
        Path source = folder.resolve("StageTimes.java");
        Files.writeString(source, EMPTY);
        int failed =
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-d",
                                folder.toString(),
                                source.toString());
        if (failed != 0) {
            throw new IllegalStateException("the empty StageTimes does not compile");
        }
    }

    /** The engine loaded anew, with what is in these folders before all else. */
    private static Runnable world(List<Path> first, float[] samples) throws Exception {
        List<URL> urls = new ArrayList<>();
        for (Path folder : first) {
            urls.add(folder.toUri().toURL());
        }
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            urls.add(new File(entry).toURI().toURL());
        }
        ClassLoader loader =
                new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        return (Runnable)
                loader.loadClass("quietline.bench.Hops")
                        .getConstructor(float[].class)
                        .newInstance(samples);
    }

    /** Nanoseconds of each turn of each; who begins changes. */
    private static double[][] turns(List<Runnable> worlds, int turns) {
        double[][] nanos = new double[worlds.size()][turns];
        for (int turn = 0; turn < turns; turn++) {
            for (int i = 0; i < worlds.size(); i++) {
                int which = (turn + i) % worlds.size();
                long before = System.nanoTime();
                worlds.get(which).run();
                nanos[which][turn] = System.nanoTime() - before;
            }
        }
        return nanos;
    }

    /** By how much the turns of one take longer than those of the other beside them. */
    private static double percent(double[] one, double[] other) {
        double[] ratios = new double[one.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = one[i] / other[i];
        }
        return 100 * (median(ratios) - 1);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** The middle one of the rounds, with the interval that their order alone allows. */
    private static void print(double[] percents) {
        double[] sorted = percents.clone();
        Arrays.sort(sorted);
        System.out.printf(
                Locale.ROOT,
                "Java %s: marks that nobody times cost %+.2f %% of a hop (95 %%: %+.2f to %+.2f)%n",
                Runtime.version(),
                (sorted[(ROUNDS - 1) / 2] + sorted[ROUNDS / 2]) / 2,
                sorted[SURE - 1],
                sorted[ROUNDS - SURE]);
    }
}
