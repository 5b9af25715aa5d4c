package quietline.streaming.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import quietline.streaming.cli.LiveDevices.Route;
import quietline.streaming.io.AudioException;
import quietline.streaming.live.InputDevice;
import quietline.streaming.live.LatencyPolicy;
import quietline.streaming.live.LiveFormat;
import quietline.streaming.live.OutputDevice;
import quietline.streaming.live.device.Device;
import quietline.streaming.live.device.Device.Direction;
import quietline.streaming.live.device.Devices;
import quietline.streaming.live.device.VirtualDevice;
import quietline.streaming.live.device.VirtualMicrophone;
import quietline.streaming.live.device.VirtualSpeaker;

/** Options that choose the devices and the latency of a live session. */
final class LiveDeviceOptions {

    /** The latency policies by name. */
    enum Latency {
        low(LatencyPolicy.LOW),
        normal(LatencyPolicy.NORMAL),
        safe(LatencyPolicy.SAFE);

        private final LatencyPolicy policy;

        Latency(LatencyPolicy policy) {
            this.policy = policy;
        }

        LatencyPolicy policy() {
            return policy;
        }
    }

    @Option(
            names = {"-i", "--input"},
            paramLabel = "NAME|N",
            description =
                    "The microphone: its number in 'quietline devices', or part of its name."
                            + " Default: the system default, but never a monitor.")
    private String input;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "NAME|N",
            description =
                    "The speaker to play on, in the same way. With --virtual-speaker, its sound is"
                            + " played there.")
    private String output;

    @Option(
            names = "--listen",
            description = "Play on the default speaker: use headphones, or it may howl.")
    private boolean listen;

    @Option(
            names = "--virtual-mic",
            arity = "0..1",
            paramLabel = "NAME",
            fallbackValue = VirtualMicrophone.DEFAULT_NAME,
            description =
                    "Create a virtual microphone of this name for other programs. This is the default"
                            + " where PulseAudio or PipeWire runs. Default name: "
                            + VirtualMicrophone.DEFAULT_NAME
                            + ".")
    private String virtualMicrophone;

    @Option(
            names = "--virtual-speaker",
            arity = "0..1",
            paramLabel = "NAME",
            fallbackValue = VirtualSpeaker.DEFAULT_NAME,
            description =
                    "Create a virtual speaker of this name: what programs play there is cleaned and"
                            + " played on --output or the default speaker. With --virtual-mic, both"
                            + " run. Default name: "
                            + VirtualSpeaker.DEFAULT_NAME
                            + ".")
    private String virtualSpeaker;

    @Option(
            names = "--always-on",
            description =
                    "Keep the microphone open while no program records the virtual one. Default:"
                            + " close it until one does.")
    private boolean alwaysOn;

    @Option(
            names = "--latency",
            paramLabel = "low|normal|safe",
            description = "Audio to buffer: 16, 32 (default) or 96 ms.")
    private Latency latency = Latency.normal;

    @Option(
            names = "--buffer",
            paramLabel = "SAMPLES",
            converter = OptionParser.Buffer.class,
            description = "The same in samples at 16 kHz, 128 to 4000.")
    private LatencyPolicy buffer;

    @Option(
            names = "--channels",
            paramLabel = "N",
            description =
                    "1 for mono (default), 2 for stereo, up to 8; each is enhanced by itself.")
    private int channels = 1;

    @Option(
            names = "--narrow",
            description =
                    "Carry nothing above 8 kHz. Takes less processor time. Default: all that the"
                            + " devices carry, up to 24 kHz.")
    private boolean narrow;

    /**
     * Chooses the devices without opening them.
     *
     * @param warn takes a warning of one line
     */
    LiveDevices choose(CommandLine line, Consumer<String> warn) throws IOException {
        check(line);
        VirtualDevice.removeAbandoned();
        LatencyPolicy policy = buffer != null ? buffer : latency.policy;
        boolean fromMicrophone = virtualSpeaker == null || virtualMicrophone != null;
        boolean virtually = fromMicrophone && !listen && (output == null || virtualSpeaker != null);
        if (virtually && virtualMicrophone == null && !VirtualDevice.isPossible()) {
            throw new AudioException(
                    "no sound server for a virtual microphone",
                    "choose --output NAME, for example a loopback driver ('quietline devices'"
                            + " lists them), or --listen to hear yourself");
        }
        VirtualMicrophone virtual = virtually ? microphone(policy) : null;
        VirtualSpeaker made =
                virtualSpeaker == null ? null : VirtualSpeaker.of(virtualSpeaker, channels, policy);
        Devices devices = input != null || output != null || listen ? Devices.find() : null;
        if (devices != null && devices.failure() != null) {
            warn.accept(devices.failure());
        }
        Device microphone = input == null ? null : devices.choose(Direction.INPUT, input);
        Device speaker = output == null ? null : devices.choose(Direction.OUTPUT, output);
        if (listen && devices.mayHowl(microphone)) {
            warn.accept(
                    "microphone and speaker belong to one device: use headphones, or it may howl");
        }
        List<Route> routes = new ArrayList<>();
        OutputDevice played = Devices.output(speaker, channels, policy);
        if (fromMicrophone) {
            InputDevice heard = Devices.input(microphone, channels, policy);
            routes.add(new Route(heard, virtually ? virtual : played));
        }
        if (made != null) {
            routes.add(new Route(made, played));
        }
        LiveFormat format =
                new LiveFormat(narrow ? LiveFormat.NARROW : LiveFormat.FULL_BAND, channels);
        return new LiveDevices(routes, virtual, made, format, policy);
    }

    private VirtualMicrophone microphone(LatencyPolicy policy) throws IOException {
        String name =
                virtualMicrophone == null ? VirtualMicrophone.DEFAULT_NAME : virtualMicrophone;
        return VirtualMicrophone.of(name, channels, policy, !alwaysOn);
    }

    /** Refuses options that exclude each other, and numbers out of range. */
    void check(CommandLine line) {
        if (channels < 1 || channels > LiveFormat.MOST_CHANNELS) {
            throw new ParameterException(
                    line,
                    "--channels must be between 1 and %d, got %d"
                            .formatted(LiveFormat.MOST_CHANNELS, channels));
        }
        boolean speaks = virtualSpeaker != null;
        boolean plays = output != null && !speaks;
        if (virtualMicrophone != null && (plays || listen) || plays && listen) {
            throw new ParameterException(
                    line, "--virtual-mic, --output and --listen exclude each other");
        }
        if (speaks && listen) {
            throw new ParameterException(line, "--virtual-speaker and --listen exclude each other");
        }
        if (speaks && input != null && virtualMicrophone == null) {
            throw new ParameterException(
                    line, "--input with --virtual-speaker needs --virtual-mic, too");
        }
        checkName(line, "--virtual-mic", virtualMicrophone);
        checkName(line, "--virtual-speaker", virtualSpeaker);
    }

    private static void checkName(CommandLine line, String option, String name) {
        if (name != null && name.isBlank()) {
            throw new ParameterException(line, option + " needs a name that is not blank, or none");
        }
    }
}
