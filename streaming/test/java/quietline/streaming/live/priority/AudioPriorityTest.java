package quietline.streaming.live.priority;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Asks fake programs, mostly without a system bus. */
@DisabledOnOs(OS.WINDOWS)
class AudioPriorityTest {

    @TempDir private Path folder;

    private FakePrograms programs;
    private Path thisThread;

    @BeforeEach
    void thread() throws IOException {
        programs = new FakePrograms(folder);
        thisThread = folder.resolve("thread-self");
        Files.createSymbolicLink(thisThread, Path.of("7/task/101"));
    }

    private AudioPriority priority(Map<String, String> environment) {
        return new AudioPriority(environment, thisThread, programs.prefix());
    }

    private AudioPriority withoutBus() {
        String none = "unix:path=" + folder.resolve("none");
        return priority(Map.of("DBUS_SYSTEM_BUS_ADDRESS", none));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void asksRealtimeKitFirst() throws Exception {
        try (PrivateBus bus = new PrivateBus(folder)) {
            bus.serve(20, -15);
            programs.logs("prlimit");
            programs.logs("chrt");
            AudioPriority priority = priority(bus.environment());
            priority.run();
            assertEquals("real-time by rtkit", priority.granted());
            assertEquals(List.of("real-time 101 at 1"), bus.calls);
            assertEquals(1, programs.log().size(), programs.log().toString());
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void asksRealtimeKitForNicenessIfNobodyGrantsRealtime() throws Exception {
        try (PrivateBus bus = new PrivateBus(folder)) {
            bus.serve(20, -15);
            bus.refusal = "Operation not permitted";
            programs.logs("prlimit");
            programs.fails("chrt", "chrt: failed");
            AudioPriority priority = priority(bus.environment());
            priority.run();
            assertEquals("nice by rtkit", priority.granted());
            assertEquals(List.of("real-time 101 at 1", "nice 101 at -11"), bus.calls);
            assertEquals(
                    List.of(
                            "real-time by rtkit: Operation not permitted",
                            "real-time: chrt: failed"),
                    priority.refusals());
        }
    }

    @Test
    void runsChrtWithoutBus() throws IOException {
        programs.logs("chrt");
        AudioPriority priority = withoutBus();
        priority.run();
        assertEquals("real-time", priority.granted());
        assertEquals(List.of("chrt -R --rr --pid 1 101"), programs.log());
    }

    @Test
    void runsReniceIfRealtimeIsRefused() throws IOException {
        programs.fails("chrt", "chrt: failed to set pid 101's policy: Operation not permitted");
        programs.logs("renice");
        AudioPriority priority = withoutBus();
        priority.run();
        assertEquals("nice", priority.granted());
        assertEquals(List.of("renice -n -11 -p 101"), programs.log());
    }

    @Test
    void saysWhatTheLastThreadGot() throws IOException {
        programs.logs("chrt");
        programs.logs("renice");
        AudioPriority priority = withoutBus();
        priority.run();
        programs.fails("chrt", "too many");
        priority.run();
        assertEquals("nice", priority.granted());
        priority.run();
        assertEquals(2, priority.refusals().stream().filter(why -> why.contains("rea")).count());
    }

    @Test
    void staysNormalWithoutAnyWay() {
        AudioPriority priority = withoutBus();
        assertEquals(AudioPriority.NORMAL, priority.granted());
        priority.run();
        assertEquals(AudioPriority.NORMAL, priority.granted());
        List<String> refusals = priority.refusals();
        assertEquals(4, refusals.size(), refusals.toString());
        assertTrue(refusals.get(0).startsWith("real-time by rtkit: no system bus at "));
        priority.run();
        assertEquals(4, priority.refusals().size());
    }

    @Test
    void leavesOtherSystemsToJava() {
        AudioPriority priority =
                new AudioPriority(Map.of(), folder.resolve("none"), programs.prefix());
        priority.run();
        assertEquals("as Java sets it", priority.granted());
        assertEquals(List.of(), priority.refusals());
    }

    /** Each thread has its own number. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void asksForCallingThread() throws Exception {
        programs.logs("chrt");
        AudioPriority priority =
                new AudioPriority(
                        Map.of("DBUS_SYSTEM_BUS_ADDRESS", "none"),
                        Path.of("/proc/thread-self"),
                        programs.prefix());
        Thread other = new Thread(priority);
        other.start();
        other.join();
        priority.run();
        String own = Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName().toString();
        List<String> log = programs.log();
        assertEquals(2, log.stream().distinct().count());
        assertTrue(log.get(1).endsWith(" " + own), log.toString());
    }
}
