package quietline.streaming.live.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static quietline.streaming.io.Refusals.assertRefused;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import quietline.streaming.live.OutputLine;

@Timeout(30)
class VirtualMicrophoneTest {

    /** Larger than any process id. */
    private static final long NOBODY = 999_999_999_999L;

    @TempDir Path folder;

    @Test
    void removesOnlyModulesOfEndedProcessesOfThisMachine() throws IOException {
        long living = ProcessHandle.current().parent().orElseThrow().pid();
        String here = "quietline_sink_" + ModuleOwner.machine() + "_";
        Map<Integer, String> modules = new TreeMap<>();
        modules.put(3, "sink_name=" + here + NOBODY + " rate=48000");
        modules.put(4, "master=" + here + NOBODY + ".monitor source_name=x");
        modules.put(5, "sink_name=" + here + living + " rate=48000");
        modules.put(6, "sink_name=another_" + NOBODY);
        modules.put(7, "sink_name=" + here + ProcessHandle.current().pid());
        modules.put(8, "sink_name=quietline_sink_00000000_" + NOBODY + " rate=48000");
        try (FakeSoundServer fake = new FakeSoundServer(folder, modules);
                PulseServer server = PulseServer.open(fake.address)) {
            VirtualDevice.removeAbandoned(server);
            boolean javaIsLiving =
                    ProcessHandle.of(living)
                            .flatMap(handle -> handle.info().command())
                            .map(command -> command.contains("java"))
                            .orElse(true);
            assertEquals(javaIsLiving ? List.of(7, 4, 3) : List.of(7, 5, 4, 3), fake.unloaded);
        }
    }

    @Test
    void loadsNullSinkAndSource() throws IOException {
        try (FakeSoundServer fake = new FakeSoundServer(folder)) {
            microphone(fake, "Say \"it's\"").load();
            String sink = "quietline_sink_" + ModuleOwner.self();
            assertEquals(
                    List.of(
                            "module-null-sink sink_name="
                                    + sink
                                    + " rate=48000 channels=1 channel_map=mono"
                                    + " sink_properties=\"device.description="
                                    + "'Say  it s (speaker)'\" norewinds=1",
                            "module-remap-source master="
                                    + sink
                                    + ".monitor source_name=quietline_microphone channels=1"
                                    + " master_channel_map=mono channel_map=mono"
                                    + " source_properties=\"device.description='Say  it s'\""),
                    List.copyOf(fake.loaded));
        }
    }

    @Test
    void makesItStereo() throws IOException {
        try (FakeSoundServer fake = new FakeSoundServer(folder)) {
            new VirtualMicrophone(
                            "Mine",
                            2,
                            5,
                            true,
                            Duration.ofSeconds(20),
                            () -> PulseServer.open(fake.address))
                    .load();
            String map = "channels=2 channel_map=front-left,front-right";
            assertTrue(fake.loaded.peek().contains(map), fake.loaded.peek());
        }
    }

    @Test
    void knowsWhetherSomebodyListens() throws Exception {
        try (FakeSoundServer fake = new FakeSoundServer(folder);
                VirtualMicrophone microphone = microphone(fake, "Mine")) {
            Semaphore changes = new Semaphore(0);
            microphone.onChange(changes::release);
            assertTrue(microphone.isHeard(), "until it is open");
            microphone.open();
            changes.acquire();
            assertFalse(microphone.isHeard());
            fake.recordings.put(FakeSoundServer.OWN_SOURCE, false);
            fake.tell(PulseCommand.SUBSCRIBE_EVENT, 3, 1);
            changes.acquire();
            assertTrue(microphone.isHeard());
            fake.recordings.put(FakeSoundServer.OWN_SOURCE, true);
            fake.tell(PulseCommand.SUBSCRIBE_EVENT, 0x13, 1);
            changes.acquire();
            assertFalse(microphone.isHeard(), "paused");
            fake.tell(PulseCommand.SUBSCRIBE_EVENT, 0x21, FakeSoundServer.OWN_SOURCE);
            changes.acquire();
            assertTrue(microphone.isHeard(), "unknown after its source has gone");
        }
    }

    @Test
    void isOpenedAgainWhenItsSourceHasGone() throws Exception {
        try (FakeSoundServer fake = new FakeSoundServer(folder);
                VirtualMicrophone microphone = microphone(fake, "Mine")) {
            Semaphore changes = new Semaphore(0);
            microphone.onChange(changes::release);
            OutputLine line = microphone.open();
            changes.acquire();
            fake.recordings.put(FakeSoundServer.OWN_SOURCE, false);
            fake.tell(PulseCommand.SUBSCRIBE_EVENT, 3, 1);
            changes.acquire();
            line.write(new float[1], 0, 1);
            fake.ownSourceGone = true;
            fake.recordings.clear();
            fake.tell(PulseCommand.SUBSCRIBE_EVENT, 0x23, 1);
            changes.acquire();
            assertTrue(microphone.isHeard(), "unknown after its source has gone");
            assertThrows(IOException.class, () -> line.write(new float[1], 0, 1));
            fake.ownSourceGone = false;
            microphone.open().write(new float[1], 0, 1);
            changes.acquire();
            assertFalse(microphone.isHeard(), "nobody listens to the new source");
        }
    }

    @Test
    void asksLittleWhenOpenedAgain() throws IOException {
        String sink = "quietline_sink_" + ModuleOwner.self();
        Map<Integer, String> modules =
                Map.of(1, "sink_name=" + sink, 2, "master=" + sink + ".monitor");
        try (FakeSoundServer fake = new FakeSoundServer(folder, modules);
                VirtualMicrophone microphone =
                        new VirtualMicrophone(
                                "Mine",
                                1,
                                5,
                                false,
                                Duration.ofSeconds(20),
                                () -> PulseServer.open(fake.address))) {
            microphone.open().close();
            fake.commands.clear();
            microphone.open().close();
            assertEquals(
                    List.of(
                            PulseCommand.AUTHENTICATE,
                            PulseCommand.SET_CLIENT_NAME,
                            PulseCommand.GET_MODULE_INFO_LIST,
                            PulseCommand.GET_SINK_INFO,
                            PulseCommand.CREATE_PLAYBACK_STREAM),
                    fake.commands);
        }
    }

    @Test
    void unloadsSourceBeforeSink() throws IOException {
        try (FakeSoundServer fake = new FakeSoundServer(folder)) {
            VirtualMicrophone microphone = microphone(fake, "Mine");
            microphone.load();
            microphone.close();
            assertEquals(List.of(42, 41), fake.unloaded);
            microphone.close();
            assertEquals(2, fake.unloaded.size());
        }
    }

    @Test
    void doesNotWaitForHangingServer() throws Exception {
        try (FakeSoundServer fake = new FakeSoundServer(folder)) {
            VirtualMicrophone microphone = microphone(fake, "Mine", Duration.ofMillis(40));
            microphone.load();
            fake.freeze();
            assertRefused(
                    "Mine: sound server not responding; removed when it responds",
                    microphone::close);
            assertEquals(List.of(), fake.unloaded);
            fake.wake();
            while (fake.unloaded.size() < 2) {
                Thread.sleep(1);
            }
            assertEquals(Set.of(41, 42), Set.copyOf(fake.unloaded));
        }
    }

    @Test
    void closesQuietlyAfterServerEnded() throws IOException {
        FakeSoundServer fake = new FakeSoundServer(folder);
        VirtualMicrophone microphone = microphone(fake, "Mine");
        microphone.load();
        fake.close();
        microphone.close();
        assertEquals(List.of(), fake.unloaded);
    }

    private static VirtualMicrophone microphone(FakeSoundServer fake, String name) {
        return microphone(fake, name, Duration.ofSeconds(20));
    }

    private static VirtualMicrophone microphone(
            FakeSoundServer fake, String name, Duration patience) {
        return new VirtualMicrophone(
                name, 1, 5, true, patience, () -> PulseServer.open(fake.address));
    }
}
