package quietline.streaming.live.device;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import quietline.streaming.io.AudioException;
import quietline.streaming.live.LatencyPolicy;
import quietline.streaming.live.OutputDevice;
import quietline.streaming.live.OutputLine;
import quietline.streaming.live.device.PulseServer.Module;

/**
 * A microphone that other programs can select, made of two modules of the sound server: a null
 * sink, and a source that records what is played there. The modules' arguments name the process
 * that loaded them, see {@link ModuleOwner}.
 */
public final class VirtualMicrophone implements OutputDevice, AutoCloseable {

    public static final String DEFAULT_NAME = "Quietline microphone";

    private static final String SOURCE_NAME = "quietline_microphone";
    private static final int SAMPLE_RATE = 48_000;
    private static final Duration PATIENCE = Duration.ofMillis(40);

    private final String label;
    private final Duration patience;
    private final PulseServer.Opener servers;
    private final int channels;
    private final double blockMillis;
    private final String sinkName;
    private final boolean rests;
    private volatile Runnable changed = () -> {};

    /** Null until it is opened, and if it does not rest. */
    private volatile Listeners listeners;

    private final List<OwnModule> loaded = new CopyOnWriteArrayList<>();

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
        this.rests = rests;
        this.patience = patience;
        this.servers = servers;
        this.channels = channels;
        this.blockMillis = blockMillis;
        label = name.replaceAll("[\"'\\\\\\p{Cntrl}]", " ").strip();
        sinkName = "quietline_sink_" + ModuleOwner.self();
    }

    /**
     * Creates nothing until it is opened.
     *
     * @param rests whether a session is to close its devices while nobody listens
     * @throws AudioException if there is no sound server
     */
    public static VirtualMicrophone of(
            String name, int channels, LatencyPolicy latency, boolean rests) throws AudioException {
        if (!isPossible()) {
            throw new AudioException(
                    "virtual microphone",
                    "needs PulseAudio or PipeWire with pipewire-pulse, found neither; on Windows"
                            + " install VB-CABLE and on macOS BlackHole, and choose that as"
                            + " --output");
        }
        return new VirtualMicrophone(
                name, channels, Devices.blockMillis(latency), rests, PATIENCE, PulseServer::open);
    }

    /** Whether there is a sound server, which a virtual microphone needs. */
    public static boolean isPossible() {
        return PulseAddress.present();
    }

    /** Removes the virtual microphones of processes that have ended, if a sound server answers. */
    public static void removeAbandoned() {
        try (PulseServer server = PulseServer.open()) {
            removeAbandoned(server);
        } catch (IOException e) {
            // They disturb nobody; opening a device reports what is wrong with the server.
        }
    }

    static void removeAbandoned(PulseServer server) throws IOException {
        List<Module> abandoned = new ArrayList<>();
        for (Module module : server.modules()) {
            if (ModuleOwner.isAbandoned(module.argument())) {
                abandoned.add(module);
            }
        }
        remove(server, abandoned);
    }

    /** Removes in reverse order, because later modules depend on earlier ones. */
    private static void remove(PulseServer server, List<Module> modules) throws IOException {
        Collections.reverse(modules);
        for (Module module : modules) {
            server.unload(module.index());
        }
    }

    private List<Module> ownModules(PulseServer server) throws IOException {
        List<Module> ownModules = new ArrayList<>();
        for (Module module : server.modules()) {
            if (module.argument().matches(".*\\b" + sinkName + "\\b.*")) {
                ownModules.add(module);
            }
        }
        return ownModules;
    }

    @Override
    public String name() {
        return label;
    }

    @Override
    public OutputLine open() throws IOException {
        provide();
        return PulseOutputLine.open(label, sinkName, channels, blockMillis, null);
    }

    /** Loads the modules unless they are loaded; a restarted server has lost them. */
    void provide() throws IOException {
        try (PulseServer server = servers.open()) {
            List<Module> ownModules = ownModules(server);
            if (ownModules.size() != 2) {
                remove(server, ownModules);
                loaded.forEach(OwnModule::close);
                loaded.clear();
                load();
            }
            watch(server);
        }
    }

    /** A server that does not tell who listens keeps the session awake. */
    private void watch(PulseServer server) {
        if (!rests || listeners != null && !listeners.ended() || loaded.isEmpty()) {
            return;
        }
        try {
            int source = server.source(loaded.get(loaded.size() - 1).index());
            if (source != PulseCommand.NONE) {
                PulseConnection own = server.connectAgain(Listeners.VERSION);
                listeners = Listeners.watch(own, source, changed);
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
        String map = PulseCommand.channelMap(channels);
        String speaker =
                "sink_name=%s rate=%d channels=%d channel_map=%s sink_properties=\"device.description='%s'\""
                        .formatted(sinkName, SAMPLE_RATE, channels, map, label + " (speaker)");
        try {
            // Otherwise PulseAudio renders two seconds ahead, and the monitor lags by as much.
            loaded.add(OwnModule.load(servers, "module-null-sink", speaker + " norewinds=1"));
        } catch (PulseRefusal optionUnknown) {
            loaded.add(OwnModule.load(servers, "module-null-sink", speaker));
        }
        String source =
                ("master=%s.monitor source_name=%s channels=%d"
                                + " master_channel_map=%s channel_map=%s"
                                + " source_properties=\"device.description='%s'\"")
                        .formatted(sinkName, SOURCE_NAME, channels, map, map, label);
        loaded.add(OwnModule.load(servers, "module-remap-source", source));
    }

    /**
     * Removes the modules, at once or when a hanging server continues. The server moves programs
     * that record from it to another microphone or ends their streams.
     */
    @Override
    public void close() throws IOException {
        if (listeners != null) {
            listeners.close();
        }
        List<OwnModule> unloading = new ArrayList<>(loaded);
        loaded.clear();
        Collections.reverse(unloading);
        long end = System.nanoTime() + patience.toNanos();
        boolean gone = true;
        for (OwnModule module : unloading) {
            gone &= module.unload(end);
        }
        if (!gone) {
            throw new AudioException(
                    label, "sound server not responding; removed when it responds");
        }
    }
}
