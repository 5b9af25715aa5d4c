package quietline.streaming.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        String expected =
                launcher.replaceAll("(?s).*\n    live=\"(-[^\"]*)\"\n.*", "$1")
                        + (Runtime.version().feature() >= 25
                                ? ""
                                : launcher.replaceAll("(?s).*live=\"\\$live( [^\"]*)\".*", "$1"));
        assertTrue(expected.startsWith("-Xms"), expected);
        assertEquals(expected, String.join(" ", added));
    }
}
