package quietline.streaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The names of the main source files of all modules: src, streaming and those inside streaming. */
class DistinctNamesTest {

    private static final Path REPOSITORY = Path.of("..");

    /** Nor may two names differ by capitals only. */
    @Test
    void noTwoMainSourceFilesShareAName() throws IOException {
        Map<String, List<Path>> named = new TreeMap<>();
        for (Path module : modules()) {
            Path sources = module.resolve("main").resolve("java");
            if (Files.isDirectory(sources)) {
                try (Stream<Path> files = Files.walk(sources)) {
                    files.filter(DistinctNamesTest::isSource)
                            .collect(Collectors.groupingBy(DistinctNamesTest::name))
                            .forEach((name, same) -> named.merge(name, same, this::joined));
                }
            }
        }
        assertTrue(named.containsKey("enhancer.java"), named::toString);
        assertTrue(named.containsKey("livecommand.java"), named::toString);
        named.values().removeIf(same -> same.size() == 1);
        assertEquals(Map.of(), named);
    }

    private static List<Path> modules() throws IOException {
        Path streaming = REPOSITORY.resolve("streaming");
        try (Stream<Path> inner = Files.list(streaming)) {
            return Stream.concat(Stream.of(REPOSITORY.resolve("src"), streaming), inner).toList();
        }
    }

    private static boolean isSource(Path file) {
        return file.toString().endsWith(".java") && !file.endsWith("package-info.java");
    }

    private static String name(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT);
    }

    private List<Path> joined(List<Path> some, List<Path> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }
}
