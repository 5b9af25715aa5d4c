package quietline.streaming.live.device;

import java.io.IOException;
import java.time.Duration;
import quietline.streaming.io.AudioException;
import quietline.streaming.live.InputDevice;
import quietline.streaming.live.InputLine;
import quietline.streaming.live.LatencyPolicy;

/**
 * A speaker that other programs can select, a null sink of the sound server. A session records what
 * is played there, from its monitor.
 */
public final class VirtualSpeaker implements InputDevice, AutoCloseable {

    public static final String DEFAULT_NAME = "Quietline speaker";

    private static final String SINK_NAME = "quietline_speaker";

    private final VirtualDevice modules;
    private final PulseServer.Opener servers;
    private final int channels;
    private final double blockMillis;

    VirtualSpeaker(
            String name,
            int channels,
            double blockMillis,
            Duration patience,
            PulseServer.Opener servers) {
        modules = new VirtualDevice(servers, patience, name, "quietline_owner_");
        this.servers = servers;
        this.channels = channels;
        this.blockMillis = blockMillis;
    }

    /**
     * Creates nothing until it is opened.
     *
     * @throws AudioException if there is no sound server
     */
    public static VirtualSpeaker of(String name, int channels, LatencyPolicy latency)
            throws IOException {
        VirtualDevice.checkPossible("virtual speaker", "");
        return new VirtualSpeaker(
                name,
                channels,
                Devices.inputMillis(latency),
                VirtualDevice.PATIENCE,
                PulseServer::open);
    }

    @Override
    public String name() {
        return modules.label();
    }

    @Override
    public InputLine open() throws IOException {
        return PulseServer.handOver(
                servers,
                server -> {
                    modules.provide(server, 1, this::load);
                    PulseServer.Source source = modules.source(server);
                    String monitor = source == null ? SINK_NAME + ".monitor" : source.name();
                    return PulseInputLine.open(
                            server, name(), monitor, channels, blockMillis, null);
                });
    }

    private void load() throws IOException {
        String owner = " quietline.owner='" + modules.mark() + "'";
        modules.loadNullSink(SINK_NAME, channels, name(), owner);
    }

    /** Removes it. The server moves programs that play there to another speaker. */
    @Override
    public void close() throws IOException {
        modules.close();
    }
}
