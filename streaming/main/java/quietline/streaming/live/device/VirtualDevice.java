package quietline.streaming.live.device;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import quietline.streaming.io.AudioException;
import quietline.streaming.live.device.PulseServer.Module;

/**
 * The modules of the sound server that make up a virtual microphone or speaker. Their arguments
 * name the process that loaded them, see {@link ModuleOwner}.
 */
public final class VirtualDevice {

    /** How long {@link #close} waits for the server's answer. */
    static final Duration PATIENCE = Duration.ofMillis(40);

    private static final int SAMPLE_RATE = 48_000;
    private static final int SOURCE_ATTEMPTS = 20;
    private static final long SOURCE_NANOS = 10_000_000L;

    /** Loads the modules. */
    interface Loading {
        void load() throws IOException;
    }

    private final PulseServer.Opener servers;
    private final Duration patience;
    private final String label;
    private final String mark;
    private final List<OwnModule> loaded = new CopyOnWriteArrayList<>();

    /**
     * @param name the name for users
     * @param kind the first part of the mark, for example {@code quietline_sink_}
     */
    VirtualDevice(PulseServer.Opener servers, Duration patience, String name, String kind) {
        this.servers = servers;
        this.patience = patience;
        label = name.replaceAll("[\"'\\\\\\p{Cntrl}]", " ").strip();
        mark = kind + ModuleOwner.self();
    }

    /** Whether there is a sound server, which virtual devices need. */
    public static boolean isPossible() {
        return PulseAddress.present();
    }

    /**
     * @throws AudioException if there is no sound server, or none that answers
     */
    static void checkPossible(String what, String instead) throws IOException {
        if (!isPossible()) {
            throw new AudioException(
                    what,
                    "needs PulseAudio or PipeWire with pipewire-pulse, found neither" + instead);
        }
        // Otherwise a wrong address would not show before a program wants the device.
        PulseServer.open().close();
    }

    /** Removes the virtual devices of processes that have ended, if a sound server answers. */
    public static void removeAbandoned() {
        try (PulseServer server = PulseServer.open()) {
            removeAbandoned(server);
        } catch (IOException e) {
            // They disturb nobody; opening a device reports what is wrong with the server.
        }
    }

    static void removeAbandoned(PulseServer server) throws IOException {
        List<Module> abandoned = new ArrayList<>(server.modules());
        abandoned.removeIf(module -> !ModuleOwner.isAbandoned(module.argument()));
        remove(server, abandoned);
    }

    /** Removes in reverse order, because later modules depend on earlier ones. */
    private static void remove(PulseServer server, List<Module> modules) throws IOException {
        Collections.reverse(modules);
        for (Module module : modules) {
            server.unload(module.index());
        }
    }

    String label() {
        return label;
    }

    /** The text in the arguments of all modules by which they are found. */
    String mark() {
        return mark;
    }

    /** Loads the modules unless all are loaded; a restarted server has lost them. */
    void provide(PulseServer server, int count, Loading loading) throws IOException {
        List<Module> present = new ArrayList<>(server.modules());
        present.removeIf(module -> !module.argument().matches(".*\\b" + mark + "\\b.*"));
        if (present.size() != count || loaded.size() != count) {
            remove(server, present);
            loaded.forEach(OwnModule::close);
            loaded.clear();
            loading.load();
        }
    }

    void load(String module, String argument) throws IOException {
        loaded.add(OwnModule.load(servers, module, argument));
    }

    /**
     * Loads a sink that discards its sound.
     *
     * @param properties more properties than its description
     */
    void loadNullSink(String name, int channels, String description, String properties)
            throws IOException {
        String sink =
                ("sink_name=%s rate=%d channels=%d channel_map=%s"
                                + " sink_properties=\"device.description='%s'%s\"")
                        .formatted(
                                name,
                                SAMPLE_RATE,
                                channels,
                                PulseCommand.channelMap(channels),
                                description,
                                properties);
        try {
            // Otherwise PulseAudio renders two seconds ahead, and the monitor lags by as much.
            load("module-null-sink", sink + " norewinds=1");
        } catch (PulseRefusal optionUnknown) {
            load("module-null-sink", sink);
        }
    }

    /**
     * The source that the last module has made, or null if the server does not tell. PipeWire makes
     * it a moment after it has loaded the module.
     */
    PulseServer.Source source(PulseServer server) throws IOException {
        int module = loaded.get(loaded.size() - 1).index();
        PulseServer.Source source = server.source(module);
        for (int i = 0; i < SOURCE_ATTEMPTS && source == null; i++) {
            LockSupport.parkNanos(SOURCE_NANOS);
            source = server.source(module);
        }
        return source;
    }

    /** Removes the modules, at once or when a hanging server continues. */
    void close() throws IOException {
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
