package quietline.streaming.live.priority;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Against a real D-Bus daemon. */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RealtimeKitTest {

    private static final long THREAD = 4_000_000_007L;

    @TempDir private Path folder;

    private PrivateBus bus;
    private FakePrograms programs;
    private RealtimeKit rtkit;

    @BeforeEach
    void start() throws IOException {
        bus = new PrivateBus(folder);
        programs = new FakePrograms(folder);
        rtkit = new RealtimeKit(bus.environment(), new Program(programs.prefix() + "prlimit"));
    }

    @AfterEach
    void stop() throws IOException {
        if (bus != null) {
            bus.close();
        }
    }

    @Test
    void limitsComputingTimeBeforeAskingForRealtime() throws Exception {
        bus.serve(20, -15);
        programs.logs("prlimit");
        rtkit.makeRealtime(THREAD, 1);
        long process = ProcessHandle.current().pid();
        assertEquals(
                List.of("prlimit --pid " + process + " --rttime=200000:200000"), programs.log());
        assertEquals(List.of("real-time 4000000007 at 1"), bus.calls);
    }

    @Test
    void asksNothingWithoutLimit() throws Exception {
        bus.serve(20, -15);
        programs.fails("prlimit", "prlimit: not permitted");
        IOException refusal = assertThrows(IOException.class, () -> rtkit.makeRealtime(THREAD, 1));
        assertEquals("prlimit: not permitted", refusal.getMessage());
        assertEquals(List.of(), bus.calls);
    }

    @Test
    void staysWithinLimitsOfService() throws Exception {
        bus.serve(3, -5);
        programs.logs("prlimit");
        rtkit.makeRealtime(THREAD, 10);
        rtkit.makeHighPriority(THREAD, -11);
        rtkit.makeHighPriority(THREAD, -4);
        assertEquals(
                List.of(
                        "real-time 4000000007 at 3",
                        "nice 4000000007 at -5",
                        "nice 4000000007 at -4"),
                bus.calls);
    }

    @Test
    void reportsRefusal() throws Exception {
        bus.serve(20, -15);
        bus.refusal = "Operation not permitted";
        programs.logs("prlimit");
        IOException refusal = assertThrows(IOException.class, () -> rtkit.makeRealtime(THREAD, 1));
        assertEquals("Operation not permitted", refusal.getMessage());
    }

    @Test
    void reportsMissingService() {
        IOException missing =
                assertThrows(IOException.class, () -> rtkit.makeHighPriority(THREAD, -11));
        assertTrue(missing.getMessage().contains(RealtimeKit.NAME), missing.getMessage());
    }
}
