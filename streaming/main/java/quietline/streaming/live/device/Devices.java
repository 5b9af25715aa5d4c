package quietline.streaming.live.device;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import quietline.streaming.io.AudioException;
import quietline.streaming.live.InputDevice;
import quietline.streaming.live.InputLine;
import quietline.streaming.live.LatencyPolicy;
import quietline.streaming.live.OutputDevice;
import quietline.streaming.live.OutputLine;
import quietline.streaming.live.device.Device.Direction;

/**
 * A list of microphones and speakers: first those of the sound server, if one runs, then those of
 * Java Sound. In each direction, devices are numbered from 1.
 */
public final class Devices {

    /** The shortest burst from a microphone, to avoid useless wake-ups. */
    private static final double LEAST_BURST_MILLIS = 8;

    private static final double MOST_BLOCK_MILLIS = 32;

    private final List<Device> inputs;
    private final List<Device> outputs;

    Devices(List<Device> inputs, List<Device> outputs) {
        this.inputs = List.copyOf(inputs);
        this.outputs = List.copyOf(outputs);
    }

    /** Lists the devices of this machine. */
    public static Devices find() {
        List<Device> inputs = new ArrayList<>();
        List<Device> outputs = new ArrayList<>();
        boolean served = true;
        try (PulseServer server = PulseServer.open()) {
            inputs.addAll(server.devices(Direction.INPUT));
            outputs.addAll(server.devices(Direction.OUTPUT));
        } catch (IOException e) {
            // Without a sound server, Java Sound may find the devices.
            served = false;
            inputs.clear();
            outputs.clear();
        }
        inputs.addAll(JavaSoundDevices.list(Direction.INPUT, served));
        outputs.addAll(JavaSoundDevices.list(Direction.OUTPUT, served));
        return new Devices(inputs, outputs);
    }

    /** Returns name, version and address of the sound server, or null if none is running. */
    public static String server() throws IOException {
        return PulseAddress.present() ? PulseServer.describe(PulseAddress.find()) : null;
    }

    public List<Device> all(Direction direction) {
        return direction == Direction.INPUT ? inputs : outputs;
    }

    /**
     * Finds a device by its number or by part of its name or description, ignoring case. If several
     * match, exact names are preferred, then microphones over monitors, then the sound server's
     * devices.
     */
    public Device choose(Direction direction, String wanted) throws AudioException {
        List<Device> all = all(direction);
        if (wanted.matches("\\d{1,6}")) {
            int number = Integer.parseInt(wanted);
            if (number >= 1 && number <= all.size()) {
                return all.get(number - 1);
            }
        }
        String part = wanted.toLowerCase(Locale.ROOT);
        List<Device> found = all.stream().filter(device -> matches(device, part)).toList();
        if (found.isEmpty()) {
            throw new AudioException(
                    direction + " '" + wanted + "'", "no such device; available: " + names(all));
        }
        List<Device> rest = preferred(found, device -> isCalled(device, part));
        rest = preferred(rest, device -> !device.isMonitor());
        rest = preferred(rest, device -> device.system().equals(PulseServer.SYSTEM));
        if (rest.size() > 1) {
            throw new AudioException(
                    direction + " '" + wanted + "'", "is ambiguous: " + names(rest));
        }
        return rest.get(0);
    }

    /** The microphone to use by default, or null if there is none. */
    Device defaultMicrophone() {
        return PulseServer.microphone(inputs);
    }

    /** Whether the microphone probably hears the default speaker; null is the default one. */
    public boolean mayHowl(Device microphone) {
        Device heard = microphone == null ? defaultMicrophone() : microphone;
        return heard != null && outputs.stream().filter(Device::isDefault).anyMatch(heard::hears);
    }

    private static boolean matches(Device device, String part) {
        return device.name().toLowerCase(Locale.ROOT).contains(part)
                || device.description().toLowerCase(Locale.ROOT).contains(part);
    }

    private static boolean isCalled(Device device, String name) {
        return device.name().toLowerCase(Locale.ROOT).equals(name)
                || device.description().toLowerCase(Locale.ROOT).equals(name);
    }

    private static List<Device> preferred(List<Device> found, Predicate<Device> preference) {
        List<Device> better = found.stream().filter(preference).toList();
        return better.isEmpty() ? found : better;
    }

    private String names(List<Device> devices) {
        if (devices.isEmpty()) {
            return "none";
        }
        return devices.stream()
                .map(device -> number(device) + " " + device.label())
                .collect(Collectors.joining(", "));
    }

    /** The number for {@link #choose}. */
    public int number(Device device) {
        return all(device.direction()).indexOf(device) + 1;
    }

    /**
     * Returns a device to open.
     *
     * @param device null for the default microphone at the time of opening; while a sound server
     *     runs, that is neither a monitor nor one of our own devices
     * @param channels the number of channels to record, if the device has as many
     */
    public static InputDevice input(Device device, int channels, LatencyPolicy latency) {
        String label = label(device, Direction.INPUT, "default microphone");
        String name = device == null ? null : device.name();
        double blockMillis = inputMillis(latency);
        double burstMillis = Math.max(LEAST_BURST_MILLIS, blockMillis(latency));
        Placement placement = new Placement(Direction.INPUT, name);
        return new InputDevice() {
            private boolean served;

            @Override
            public String name() {
                return label;
            }

            @Override
            public InputLine open() throws IOException {
                served |= isOfServer(device);
                if (!served) {
                    return JavaSoundInputLine.open(label, name, channels, burstMillis);
                }
                String next = next(placement);
                String shown = next == null || !next.equals(name) ? null : label;
                PulseInputLine line =
                        PulseInputLine.open(shown, next, channels, blockMillis, placement::moved);
                placement.opened(line.device());
                return line;
            }
        };
    }

    /**
     * Returns a device to open.
     *
     * @param device null for the default at the time of opening
     * @param channels the number of channels to play, if the device has as many
     */
    public static OutputDevice output(Device device, int channels, LatencyPolicy latency) {
        String label = label(device, Direction.OUTPUT, "default speaker");
        String name = device == null ? null : device.name();
        double millis = blockMillis(latency);
        Placement placement = new Placement(Direction.OUTPUT, name);
        return new OutputDevice() {
            private boolean served;

            @Override
            public String name() {
                return label;
            }

            @Override
            public OutputLine open() throws IOException {
                served |= isOfServer(device);
                if (!served) {
                    return JavaSoundOutputLine.open(label, name, channels, millis);
                }
                String next = next(placement);
                String shown = next == null || !next.equals(name) ? null : label;
                PulseOutputLine line =
                        PulseOutputLine.open(shown, next, channels, millis, placement::moved);
                placement.opened(line.device());
                return line;
            }
        };
    }

    private static String label(Device device, Direction direction, String none) {
        String named = PulseSettings.find().device(direction);
        return device != null ? device.label() : named != null ? named : none;
    }

    private static String next(Placement placement) throws IOException {
        try (PulseServer server = PulseServer.open()) {
            return placement.next(server);
        }
    }

    /**
     * The default is the server's if one runs, and otherwise Java Sound's. Once a server was there,
     * a device waits for it, because Java Sound's default would bypass it.
     */
    private static boolean isOfServer(Device device) {
        return device == null ? PulseAddress.present() : device.system().equals(PulseServer.SYSTEM);
    }

    /**
     * The block size to request from a sound server's microphone. Each block wakes three threads,
     * which costs more processor time than the network. So blocks are one or two hops long if the
     * reserve permits.
     */
    static double inputMillis(LatencyPolicy latency) {
        double millis = LEAST_BURST_MILLIS;
        while (millis < MOST_BLOCK_MILLIS && 4 * millis <= latency.reserveSamples() / 16.0) {
            millis *= 2;
        }
        return millis;
    }

    /** The block size of a speaker: a quarter of the reserve, which includes it. */
    static double blockMillis(LatencyPolicy latency) {
        double millis = latency.reserveSamples() / 16.0 / 4;
        return Math.max(4, Math.min(16, millis));
    }
}
