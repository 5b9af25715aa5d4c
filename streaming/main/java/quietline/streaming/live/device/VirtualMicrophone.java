package quietline.streaming.live.device;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import quietline.streaming.io.AudioException;
import quietline.streaming.live.LatencyPolicy;
import quietline.streaming.live.OutputDevice;
import quietline.streaming.live.OutputLine;
import quietline.streaming.live.device.PulseServer.Module;

/**
 * A microphone that every program can choose, made of two modules of the sound server: a speaker
 * that nobody hears, and a source of what is played there. The modules' arguments tell the process
 * that they belong to; those of a process that is no more are removed.
 */
public final class VirtualMicrophone implements OutputDevice, AutoCloseable {

    public static final String USUAL_NAME = "Quietline microphone";

    private static final int SAMPLE_RATE = 48_000;
    private static final Duration PATIENCE = Duration.ofMillis(40);
    private static final Pattern OWNER = Pattern.compile("\\bquietline_sink_(\\d+)\\b");

    private final String label;
    private final Duration patience;
    private final PulseServer.Opener servers;
    private final PulseOutput sink;
    private final String sinkName;
    private final List<OwnModule> made = new CopyOnWriteArrayList<>();

    /**
     * @param patience how long to wait for the server's answer when it is removed
     */
    VirtualMicrophone(
            String name, double pieceMillis, Duration patience, PulseServer.Opener servers) {
        this.patience = patience;
        this.servers = servers;
        label = name.replaceAll("[\"'\\\\\\p{Cntrl}]", " ").strip();
        sinkName = "quietline_sink_" + ProcessHandle.current().pid();
        sink = new PulseOutput(label, sinkName, pieceMillis);
    }

    /**
     * Removes what earlier runs have left; makes nothing before it is opened.
     *
     * @throws AudioException if there is no sound server that could make it
     */
    public static VirtualMicrophone of(String name, LatencyPolicy latency) throws IOException {
        if (!PulseAddress.present()) {
            throw new AudioException(
                    "virtual microphone",
                    "needs PulseAudio, or PipeWire with pipewire-pulse, and none is running;"
                            + " install one (Windows: VB-CABLE, macOS: BlackHole, and choose that"
                            + " as --output)");
        }
        try (PulseServer server = PulseServer.open()) {
            removeAbandoned(server);
        }
        return new VirtualMicrophone(
                name, Devices.pieceMillis(latency), PATIENCE, PulseServer::open);
    }

    static void removeAbandoned(PulseServer server) throws IOException {
        List<Module> abandoned = new ArrayList<>();
        for (Module module : server.modules()) {
            Matcher owner = OWNER.matcher(module.argument());
            if (owner.find() && !lives(Long.parseLong(owner.group(1)))) {
                abandoned.add(module);
            }
        }
        remove(server, abandoned);
    }

    /** A process of that number that is no Java has it by chance; this one has made nothing yet. */
    private static boolean lives(long process) {
        return process != ProcessHandle.current().pid()
                && ProcessHandle.of(process)
                        .map(handle -> handle.info().command().orElse("java").contains("java"))
                        .orElse(false);
    }

    /** The last made first, for it stands on the others. */
    private static void remove(PulseServer server, List<Module> modules) throws IOException {
        Collections.reverse(modules);
        for (Module module : modules) {
            server.unload(module.index());
        }
    }

    private List<Module> own(PulseServer server) throws IOException {
        List<Module> own = new ArrayList<>();
        for (Module module : server.modules()) {
            Matcher owner = OWNER.matcher(module.argument());
            if (owner.find() && owner.group().equals(sinkName)) {
                own.add(module);
            }
        }
        return own;
    }

    @Override
    public String name() {
        return label;
    }

    /** Makes the modules too, or makes them anew if they have gone with their server. */
    @Override
    public OutputLine open() throws IOException {
        try (PulseServer server = servers.open()) {
            List<Module> own = own(server);
            if (own.size() != 2) {
                remove(server, own);
                made.forEach(OwnModule::close);
                made.clear();
                make();
            }
        }
        return sink.open();
    }

    void make() throws IOException {
        String speaker =
                "sink_name=%s rate=%d channels=1 sink_properties=\"device.description='%s'\""
                        .formatted(sinkName, SAMPLE_RATE, label + " (speaker)");
        try {
            // Without it, PulseAudio renders two seconds ahead, and the monitor is as late.
            made.add(OwnModule.load(servers, "module-null-sink", speaker + " norewinds=1"));
        } catch (PulseRefusal unknownToOlderOnes) {
            made.add(OwnModule.load(servers, "module-null-sink", speaker));
        }
        String source =
                ("master=%s.monitor source_name=%s channels=1"
                                + " master_channel_map=mono channel_map=mono"
                                + " source_properties=\"device.description='%s'\"")
                        .formatted(sinkName, Device.OWN_SOURCE, label);
        made.add(OwnModule.load(servers, "module-remap-source", source));
    }

    /**
     * Removes it, or has it removed as soon as the sound server hears of it; programs that listen
     * to it are moved to another microphone, or end.
     */
    @Override
    public void close() throws IOException {
        List<OwnModule> going = new ArrayList<>(made);
        made.clear();
        Collections.reverse(going);
        long end = System.nanoTime() + patience.toNanos();
        boolean gone = true;
        for (OwnModule module : going) {
            gone &= module.unload(end);
        }
        if (!gone) {
            throw new AudioException(
                    label, "the sound server does not answer; it is removed when it does");
        }
    }
}
