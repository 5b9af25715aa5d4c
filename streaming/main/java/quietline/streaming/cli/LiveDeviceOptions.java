package quietline.streaming.cli;

import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import quietline.streaming.live.LatencyPolicy;
import quietline.streaming.live.LiveFormat;
import quietline.streaming.live.device.Device;
import quietline.streaming.live.device.Device.Direction;
import quietline.streaming.live.device.Devices;
import quietline.streaming.live.device.VirtualMicrophone;

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
                            + " Default: the system default.")
    private String input;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "NAME|N",
            description = "The speaker, in the same way. Default: the system default.")
    private String output;

    @Option(
            names = "--virtual-mic",
            arity = "0..1",
            paramLabel = "NAME",
            fallbackValue = VirtualMicrophone.DEFAULT_NAME,
            description =
                    "Create a virtual microphone of this name for other programs, instead of"
                            + " playing on a speaker. Default name: "
                            + VirtualMicrophone.DEFAULT_NAME
                            + ".")
    private String virtualMicrophone;

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

    /** Chooses the devices without opening them. */
    LiveDevices choose(CommandLine line) throws IOException {
        if (virtualMicrophone != null && output != null) {
            throw new ParameterException(line, "--virtual-mic and --output exclude each other");
        }
        if (virtualMicrophone != null && virtualMicrophone.isBlank()) {
            throw new ParameterException(
                    line, "--virtual-mic needs a name that is not blank, or none");
        }
        if (channels < 1 || channels > LiveFormat.MOST_CHANNELS) {
            throw new ParameterException(
                    line,
                    "--channels must be between 1 and %d, got %d"
                            .formatted(LiveFormat.MOST_CHANNELS, channels));
        }
        LatencyPolicy policy = buffer != null ? buffer : latency.policy;
        VirtualMicrophone virtual =
                virtualMicrophone == null
                        ? null
                        : VirtualMicrophone.of(virtualMicrophone, channels, policy);
        boolean asked = input != null || output != null || virtual != null;
        Devices devices = asked ? Devices.find() : null;
        Device microphone = null;
        if (input != null) {
            microphone = devices.choose(Direction.INPUT, input);
        } else if (virtual != null) {
            // The system may make the new virtual microphone its default, which would be a loop.
            microphone = devices.preferredMicrophone();
        }
        Device speaker = output == null ? null : devices.choose(Direction.OUTPUT, output);
        return new LiveDevices(
                Devices.input(microphone, channels, policy),
                virtual == null ? Devices.output(speaker, channels, policy) : virtual,
                virtual,
                new LiveFormat(narrow ? LiveFormat.NARROW : LiveFormat.FULL_BAND, channels),
                policy);
    }
}
