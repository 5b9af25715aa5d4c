package quietline.streaming.live.device;

import java.io.IOException;
import java.time.Duration;
import quietline.streaming.io.AudioException;
import quietline.streaming.live.LatencyPolicy;
import quietline.streaming.live.OutputDevice;
import quietline.streaming.live.OutputLine;

/**
 * A microphone that other programs can select, made of two modules of the sound server: a null
 * sink, and a source that records what is played there.
 */
public final class VirtualMicrophone implements OutputDevice, AutoCloseable {

    public static final String DEFAULT_NAME = "Quietline microphone";

    private static final String SOURCE_NAME = "quietline_microphone";

    private final VirtualDevice modules;
    private final PulseServer.Opener servers;
    private final int channels;
    private final double blockMillis;
    private final boolean rests;
    private volatile Runnable changed = () -> {};
    private volatile PulseOutputLine line;

    /** Null until it is opened, and if it does not rest. */
    private volatile Listeners listeners;

    /**
     * @param patience how long {@link #close} waits for the server's answer
     */
    VirtualMicrophone(
            String name,
            int channels,
            double blockMillis,
            boolean rests,
            Duration patience,
            PulseServer.Opener servers) {
        modules = new VirtualDevice(servers, patience, name, "quietline_sink_");
        this.servers = servers;
        this.channels = channels;
        this.blockMillis = blockMillis;
        this.rests = rests;
    }

    /**
     * Creates nothing until it is opened.
     *
     * @param rests whether a session is to close its devices while nobody listens
     * @throws AudioException if there is no sound server
     */
    public static VirtualMicrophone of(
            String name, int channels, LatencyPolicy latency, boolean rests) throws IOException {
        VirtualDevice.checkPossible(
                "virtual microphone",
                "; on Windows install VB-CABLE and on macOS BlackHole, and choose that as"
                        + " --output");
        return new VirtualMicrophone(
                name,
                channels,
                Devices.blockMillis(latency),
                rests,
                VirtualDevice.PATIENCE,
                PulseServer::open);
    }

    @Override
    public String name() {
        return modules.label();
    }

    @Override
    public OutputLine open() throws IOException {
        return PulseServer.handOver(
                servers,
                server -> {
                    modules.provide(server, 2, this::load);
                    watch(server);
                    String sink = modules.mark();
                    line = PulseOutputLine.open(server, name(), sink, channels, blockMillis, null);
                    return line;
                });
    }

    /** Without its source nobody can hear the line; opening it again makes both anew. */
    private void listenersChanged() {
        Listeners watching = listeners;
        PulseOutputLine open = line;
        if (watching != null && watching.gone() && open != null) {
            open.disconnect();
        }
        changed.run();
    }

    /** A server that does not tell who listens keeps the session awake. */
    private void watch(PulseServer server) {
        if (!rests || listeners != null && !listeners.ended()) {
            return;
        }
        try {
            PulseServer.Source source = modules.source(server);
            if (source != null) {
                PulseConnection own = server.connectAgain(Listeners.VERSION);
                listeners = Listeners.watch(own, source.index(), this::listenersChanged);
            }
        } catch (IOException e) {
            listeners = null;
        }
    }

    @Override
    public boolean isHeard() {
        Listeners watching = listeners;
        return watching == null || watching.present();
    }

    @Override
    public void onChange(Runnable runnable) {
        changed = runnable;
    }

    void load() throws IOException {
        modules.loadNullSink(modules.mark(), channels, name() + " (speaker)", "");
        String map = PulseCommand.channelMap(channels);
        modules.load(
                "module-remap-source",
                ("master=%s.monitor source_name=%s channels=%d"
                                + " master_channel_map=%s channel_map=%s"
                                + " source_properties=\"device.description='%s'\"")
                        .formatted(modules.mark(), SOURCE_NAME, channels, map, map, name()));
    }

    /**
     * Removes the modules. The server moves programs that record from it to another microphone or
     * ends their streams.
     */
    @Override
    public void close() throws IOException {
        if (listeners != null) {
            listeners.close();
        }
        modules.close();
    }
}
