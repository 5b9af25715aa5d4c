package quietline.streaming.live.device;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import quietline.streaming.io.AudioException;
import quietline.streaming.live.InputDevice;
import quietline.streaming.live.LatencyPolicy;
import quietline.streaming.live.OutputDevice;
import quietline.streaming.live.device.Device.Direction;

/**
 * The microphones and speakers of this machine, as found when asked: those of the sound server
 * first, if one runs, then those of Java Sound. Each direction counts its devices from 1.
 */
public final class Devices {

    /** What a session takes from a microphone at least: less would wake it for nothing. */
    private static final double LEAST_BURST_MILLIS = 8;

    private static final double MOST_PIECE_MILLIS = 32;

    private final List<Device> inputs;
    private final List<Device> outputs;

    Devices(List<Device> inputs, List<Device> outputs) {
        this.inputs = List.copyOf(inputs);
        this.outputs = List.copyOf(outputs);
    }

    /** Asks for them. */
    public static Devices find() {
        List<Device> inputs = new ArrayList<>();
        List<Device> outputs = new ArrayList<>();
        try (PulseServer server = PulseServer.open()) {
            inputs.addAll(server.devices(Direction.INPUT));
            outputs.addAll(server.devices(Direction.OUTPUT));
        } catch (IOException e) {
            // No sound server: Java Sound may have the devices themselves.
            inputs.clear();
            outputs.clear();
        }
        inputs.addAll(JavaSoundDevices.list(Direction.INPUT, inputs.isEmpty()));
        outputs.addAll(JavaSoundDevices.list(Direction.OUTPUT, outputs.isEmpty()));
        return new Devices(inputs, outputs);
    }

    public List<Device> all(Direction direction) {
        return direction == Direction.INPUT ? inputs : outputs;
    }

    /**
     * The device of this number, or whose name or description has this part, in whatever case. Of
     * several, one that is called just so is preferred, then one that is no monitor, then one of
     * the sound server.
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
                    direction + " '" + wanted + "'", "no such device; there is " + names(all));
        }
        List<Device> rest = preferred(found, device -> isCalled(device, part));
        rest = preferred(rest, device -> !device.isMonitor());
        rest = preferred(rest, device -> device.system().equals(PulseServer.SYSTEM));
        if (rest.size() > 1) {
            throw new AudioException(
                    direction + " '" + wanted + "'", "could be any of " + names(rest));
        }
        return rest.get(0);
    }

    /**
     * The default microphone, or one that is no monitor where that is one, and never what another
     * session has made unless there is nothing else; null for none.
     */
    public Device usualMicrophone() {
        List<Device> rest = preferred(inputs, device -> !device.isOwnSource());
        rest = preferred(rest, device -> !device.isMonitor());
        rest = preferred(rest, Device::isDefault);
        return rest.isEmpty() ? null : rest.get(0);
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

    /** What {@link #choose} knows it by. */
    public int number(Device device) {
        return all(device.direction()).indexOf(device) + 1;
    }

    /** The microphone to open; null for whatever is the default one whenever it is opened. */
    public static InputDevice input(Device device, LatencyPolicy latency) {
        double pieceMillis = inputMillis(latency);
        double burstMillis = Math.max(LEAST_BURST_MILLIS, pieceMillis(latency));
        if (device == null) {
            return new DefaultInput(pieceMillis, burstMillis);
        }
        return device.system().equals(PulseServer.SYSTEM)
                ? new PulseInput(device.label(), device.name(), pieceMillis)
                : new JavaSoundInput(device.label(), device.name(), burstMillis);
    }

    /** The speaker to open; null for whatever is the default one whenever it is opened. */
    public static OutputDevice output(Device device, LatencyPolicy latency) {
        double millis = pieceMillis(latency);
        if (device == null) {
            return new DefaultOutput(millis);
        }
        return device.system().equals(PulseServer.SYSTEM)
                ? new PulseOutput(device.label(), device.name(), millis)
                : new JavaSoundOutput(device.label(), device.name(), millis);
    }

    /**
     * What a microphone of a sound server gives at once. Each piece wakes three threads in a row,
     * and that takes more of a processor than the network; so where the reserve is long enough for
     * it they are a hop long, or two.
     */
    static double inputMillis(LatencyPolicy latency) {
        double millis = LEAST_BURST_MILLIS;
        while (millis < MOST_PIECE_MILLIS && 4 * millis <= latency.reserveSamples() / 16.0) {
            millis *= 2;
        }
        return millis;
    }

    /** What a speaker takes at once: a quarter of the reserve, of which it is part. */
    static double pieceMillis(LatencyPolicy latency) {
        double millis = latency.reserveSamples() / 16.0 / 4;
        return Math.max(4, Math.min(16, millis));
    }
}
