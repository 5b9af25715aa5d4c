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
    private final String failure;

    Devices(List<Device> inputs, List<Device> outputs, String failure) {
        this.inputs = List.copyOf(inputs);
        this.outputs = List.copyOf(outputs);
        this.failure = failure;
    }

    /** Lists the devices of this machine. */
    public static Devices find() {
        return find(PulseServer::open, PulseAddress.present());
    }

    /**
     * @param present whether there should be a server, so that it is a failure if none answers
     */
    static Devices find(PulseServer.Opener servers, boolean present) {
        List<Device> inputs = new ArrayList<>();
        List<Device> outputs = new ArrayList<>();
        String failure = null;
        boolean served = true;
        try (PulseServer server = servers.open()) {
            inputs.addAll(server.devices(Direction.INPUT));
            outputs.addAll(server.devices(Direction.OUTPUT));
        } catch (IOException e) {
            // Without a sound server, Java Sound may find the devices.
            served = false;
            failure = present ? e.getMessage() : null;
            inputs.clear();
            outputs.clear();
        }
        inputs.addAll(JavaSoundDevices.list(Direction.INPUT, served));
        outputs.addAll(JavaSoundDevices.list(Direction.OUTPUT, served));
        return new Devices(inputs, outputs, failure);
    }

    /** Why the sound server's devices are missing; null if it answered or there is none. */
    public String failure() {
        return failure;
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
        PlacedDevice placed =
                new PlacedDevice(PulseServer::open, device, Direction.INPUT, "default microphone");
        double blockMillis = inputMillis(latency);
        double burstMillis = Math.max(LEAST_BURST_MILLIS, blockMillis(latency));
        return new InputDevice() {
            @Override
            public String name() {
                return placed.label();
            }

            @Override
            public InputLine open() throws IOException {
                return placed.isServed()
                        ? placed.open(
                                channels, blockMillis, PulseInputLine::open, PulseInputLine::device)
                        : JavaSoundInputLine.open(name(), placed.name(), channels, burstMillis);
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
        PlacedDevice placed =
                new PlacedDevice(PulseServer::open, device, Direction.OUTPUT, "default speaker");
        double millis = blockMillis(latency);
        return new OutputDevice() {
            @Override
            public String name() {
                return placed.label();
            }

            @Override
            public OutputLine open() throws IOException {
                return placed.isServed()
                        ? placed.open(
                                channels, millis, PulseOutputLine::open, PulseOutputLine::device)
                        : JavaSoundOutputLine.open(name(), placed.name(), channels, millis);
            }
        };
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
