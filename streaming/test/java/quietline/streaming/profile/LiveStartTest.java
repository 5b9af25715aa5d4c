package quietline.streaming.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LiveStartTest {

    /** What is measured is the start that users have. */
    @Test
    void itHasTheLaunchersOptions() throws Exception {
        ChildJava java = ChildJava.of(LiveStartTest.class);
        List<String> live = LiveStart.java(java).command(List.of());
        List<String> added =
                live.stream().filter(option -> !java.command(List.of()).contains(option)).toList();
        String launcher = Files.readString(Path.of("../quietline"));
        List<String> more =
                Pattern.compile("live=\"\\$live( [^\"]*)\"")
                        .matcher(launcher)
                        .results()
                        .map(found -> found.group(1))
                        .toList();
        String expected =
                launcher.replaceAll("(?s).*\n    live=\"(-[^\"]*)\"\n.*", "$1")
                        + (Runtime.version().feature() >= 25 ? "" : more.get(0))
                        + (largePages() ? more.get(1) : "");
        assertTrue(expected.startsWith("-Xms"), expected);
        assertEquals(expected, String.join(" ", added));
    }

    private static boolean largePages() throws IOException {
        Path said = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");
        return Files.exists(said) && !Files.readString(said).contains("[never]");
    }
}
