package quietline.streaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.jtransforms.fft.FloatFFT_1D;
import org.junit.jupiter.api.Test;
import quietline.Enhancer;
import quietline.streaming.io.AudioSource;

/**
 * No packages and no top-level classes of the core or of streaming depend on each other in a
 * circle. It asks jdeps, which also sees a class of which only a constant is used.
 */
class CirclesTest {

    private static final Pattern DEPENDENCY =
            Pattern.compile("\\s+(quietline\\.\\S+)\\s+-> (quietline\\.\\S+) .*");

    private static final Map<String, Set<String>> CLASSES = dependencies();

    @Test
    void findsNoCircleOfPackages() {
        Map<String, Set<String>> packages = renamed(CLASSES, CirclesTest::packageOf);
        assertTrue(packages.size() > 10, packages::toString);
        assertEquals(Map.of(), circles(packages));
    }

    @Test
    void findsNoCircleOfClasses() {
        assertTrue(CLASSES.size() > 100, CLASSES::toString);
        assertEquals(Map.of(), circles(CLASSES));
    }

    private static Map<String, Set<String>> dependencies() {
        StringWriter told = new StringWriter();
        PrintWriter out = new PrintWriter(told);
        String[] arguments = {
            "-v",
            "-filter:none",
            "--multi-release",
            "base",
            // The core is a module, and this is what it requires.
            "--module-path",
            place(FloatFFT_1D.class),
            place(Enhancer.class),
            place(AudioSource.class)
        };
        assertEquals(0, ToolProvider.findFirst("jdeps").orElseThrow().run(out, out, arguments));
        Map<String, Set<String>> all = new TreeMap<>();
        told.toString()
                .lines()
                .map(DEPENDENCY::matcher)
                .filter(Matcher::matches)
                .forEach(line -> add(all, topLevel(line.group(1)), topLevel(line.group(2))));
        return all;
    }

    private static String place(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static String topLevel(String name) {
        return name.replaceFirst("\\$.*", "");
    }

    private static String packageOf(String name) {
        return name.substring(0, name.lastIndexOf('.'));
    }

    private static Map<String, Set<String>> renamed(
            Map<String, Set<String>> all, UnaryOperator<String> name) {
        Map<String, Set<String>> renamed = new TreeMap<>();
        all.forEach(
                (from, every) ->
                        every.forEach(to -> add(renamed, name.apply(from), name.apply(to))));
        return renamed;
    }

    private static void add(Map<String, Set<String>> all, String from, String to) {
        if (!from.equals(to)) {
            all.computeIfAbsent(from, name -> new TreeSet<>()).add(to);
        }
    }

    /** Returns what each name uses that uses it in turn, directly or by others. */
    private static Map<String, Set<String>> circles(Map<String, Set<String>> all) {
        Map<String, Set<String>> circles = new TreeMap<>();
        all.forEach(
                (from, every) -> {
                    for (String to : every) {
                        if (reachable(all, to).contains(from)) {
                            add(circles, from, to);
                        }
                    }
                });
        return circles;
    }

    private static Set<String> reachable(Map<String, Set<String>> all, String from) {
        Set<String> reached = new TreeSet<>(Set.of(from));
        Set<String> ahead = reached;
        while (!ahead.isEmpty()) {
            Set<String> next = new TreeSet<>();
            for (String name : ahead) {
                next.addAll(all.getOrDefault(name, Set.of()));
            }
            next.removeAll(reached);
            reached.addAll(next);
            ahead = next;
        }
        return reached;
    }
}
