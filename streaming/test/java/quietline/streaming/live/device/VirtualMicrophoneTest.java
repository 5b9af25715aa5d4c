package quietline.streaming.live.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class VirtualMicrophoneTest {

    /** Beyond what any system counts to. */
    private static final long NOBODY = 999_999_999_999L;

    @TempDir Path folder;

    @Test
    void whatACrashHasLeftIsRemovedAndNothingElse() throws IOException {
        long living = ProcessHandle.current().parent().orElseThrow().pid();
        Map<Integer, String> modules = new TreeMap<>();
        modules.put(3, "sink_name=quietline_sink_" + NOBODY + " rate=48000");
        modules.put(4, "master=quietline_sink_" + NOBODY + ".monitor source_name=x");
        modules.put(5, "sink_name=quietline_sink_" + living + " rate=48000");
        modules.put(6, "sink_name=another_" + NOBODY);
        modules.put(7, "sink_name=quietline_sink_" + ProcessHandle.current().pid());
        try (FakeSoundServer fake = new FakeSoundServer(folder, modules);
                PulseServer server = PulseServer.open(fake.address)) {
            VirtualMicrophone.removeAbandoned(server);
            boolean javaLives =
                    ProcessHandle.of(living)
                            .flatMap(handle -> handle.info().command())
                            .map(command -> command.contains("java"))
                            .orElse(true);
            assertEquals(javaLives ? List.of(7, 4, 3) : List.of(7, 5, 4, 3), fake.unloaded);
        }
    }

    @Test
    void itIsASpeakerThatNobodyHearsAndASourceOfIt() throws IOException {
        try (FakeSoundServer fake = new FakeSoundServer(folder);
                PulseServer server = PulseServer.open(fake.address)) {
            new VirtualMicrophone("Say \"it's\"", 5).make(server);
            String sink = "quietline_sink_" + ProcessHandle.current().pid();
            assertEquals(
                    List.of(
                            "module-null-sink sink_name="
                                    + sink
                                    + " rate=48000 channels=1"
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
}
