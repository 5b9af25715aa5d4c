package quietline.streaming.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import quietline.Enhancer;

class StartupProfileTest {

    /** Says what a start would, of which the slowest hop took 1 ms, then 9, 2, and 3. */
    public static final class Starts {

        private static final List<Integer> MILLIS = List.of(1, 9, 2, 3);

        public static void main(String[] args) throws IOException {
            boolean live = args[1].equals(LiveStart.OPTION);
            Path log = Path.of(args[0], live ? "live" : "other");
            int before = Files.exists(log) ? (int) Files.size(log) : 0;
            Files.write(log, new byte[before + 1]);
            long slowest = MILLIS.get(before % MILLIS.size()) * 1_000_000L;
            System.out.println(
                    new StartupProbe(1, 2, 3, slowest, 4, 5, 6, 7, List.of(8L, 9L)).line());
        }
    }

    @Test
    void tellsTheUsualStartAndTheWorst(@TempDir Path folder) throws IOException {
        ProfileReport report =
                new StartupProfile(
                                new ProfileSettings(
                                        Enhancer.defaultWeights(), HopSound.noise(), 0, 1),
                                ChildJava.of(Starts.class),
                                List.of(folder.toString()),
                                3)
                        .run();
        assertEquals(2e6, report.metrics().get("live-slowest-hop").value());
        assertEquals(9e6, report.metrics().get("live-worst-hop").value());
    }
}
