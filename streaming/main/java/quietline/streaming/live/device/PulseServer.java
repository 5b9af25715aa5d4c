package quietline.streaming.live.device;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import quietline.streaming.live.device.Device.Direction;

/** Lists a sound server's devices and loads and unloads its modules. */
final class PulseServer implements Closeable {

    /** A loaded module with the argument it was loaded with, or "". */
    record Module(int index, String name, String argument) {}

    /** A microphone or a speaker's monitor. */
    record Source(int index, String name) {}

    /** Connects to a server. */
    interface Opener {
        PulseServer open() throws IOException;
    }

    /**
     * Facts about the device that a stream needs.
     *
     * @param isHardware whether it has a clock of its own
     */
    record Facts(
            String name,
            String description,
            int sampleRate,
            boolean isHardware,
            boolean isMonitor) {}

    private static final int HARDWARE = 4;

    /** In the argument of module-remap-source and others. */
    private static final Pattern MASTER =
            Pattern.compile("(?:^|\\s)(?:source_)?master=[\"']?([^\"'\\s]+)");

    static final String SYSTEM = "PulseAudio";

    private final PulseAddress address;
    private final PulseConnection connection;
    private final PulseSettings settings;

    private PulseServer(PulseAddress address, PulseConnection connection, PulseSettings settings) {
        this.address = address;
        this.connection = connection;
        this.settings = settings;
    }

    static PulseServer open() throws IOException {
        PulseSettings settings = PulseSettings.find();
        return open(PulseAddress.find(System.getenv(), settings.server()), settings);
    }

    static PulseServer open(PulseAddress address) throws IOException {
        return open(address, PulseSettings.find());
    }

    static PulseServer open(PulseAddress address, PulseSettings settings) throws IOException {
        return new PulseServer(address, PulseConnection.open(address), settings);
    }

    /** Takes over a connection. */
    interface Taker<T> {
        T take(PulseServer server) throws IOException;
    }

    /** Connects for what {@code taker} returns, which closes the connection; or else closes it. */
    static <T> T handOver(Opener servers, Taker<T> taker) throws IOException {
        PulseServer server = servers.open();
        try {
            return taker.take(server);
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    PulseConnection connection() {
        return connection;
    }

    /** Opens another connection to this server. */
    PulseServer again() throws IOException {
        return open(address, settings);
    }

    /** Opens another connection to this server, in the given version of the protocol. */
    PulseConnection connectAgain(int version) throws IOException {
        return PulseConnection.open(address, version);
    }

    /** The name of the server's default device. */
    String defaultName(Direction direction) throws IOException {
        PulseValues info =
                connection.call(connection.command(PulseCommand.GET_SERVER_INFO)).skip(5);
        String speaker = info.text();
        return direction == Direction.INPUT ? info.text() : speaker;
    }

    /** The server's name, version and address. */
    static String describe(PulseAddress address) throws IOException {
        try (PulseServer server = open(address)) {
            PulseConnection connection = server.connection;
            PulseValues info = connection.call(connection.command(PulseCommand.GET_SERVER_INFO));
            return info.text() + " " + info.text() + ", " + address.name();
        }
    }

    /** The microphones, followed by monitors of speakers, or the speakers. */
    List<Device> devices(Direction direction) throws IOException {
        return devices(direction, defaultName(direction));
    }

    /**
     * @param serversDefault see {@link #defaultName}
     */
    List<Device> devices(Direction direction, String serversDefault) throws IOException {
        boolean input = direction == Direction.INPUT;
        String named = settings.device(direction);
        String defaultName = named != null ? named : serversDefault;
        PulseValues list =
                connection.call(
                        connection.command(
                                input
                                        ? PulseCommand.GET_SOURCE_INFO_LIST
                                        : PulseCommand.GET_SINK_INFO_LIST));
        List<Device> devices = new ArrayList<>();
        List<Device> monitors = new ArrayList<>();
        while (!list.ended()) {
            Device device = device(list.skip(1), direction, defaultName);
            (device.isMonitor() ? monitors : devices).add(device);
            list.skip(1);
        }
        devices.addAll(monitors);
        return devices;
    }

    private static Device device(PulseValues values, Direction direction, String defaultName)
            throws IOException {
        String name = values.text();
        String description = values.text();
        PulseFormat format = values.format();
        // After 4 other values: a sink's monitor, or the sink that a source monitors.
        boolean related = values.skip(4).number() != PulseCommand.NONE;
        // After name, latency, driver and flags.
        String hardware = values.skip(4).property("alsa.card", "device.string");
        return new Device(
                direction,
                SYSTEM,
                name,
                description == null ? name : description,
                format.sampleRate(),
                format.channels(),
                format.words(),
                name.equals(defaultName),
                direction == Direction.INPUT && related,
                hardware);
    }

    /**
     * The name of the device to use by default: the one that the user has set for all programs,
     * else the server's default, for which it returns null, unless that is a monitor or one of our
     * own devices, else the first.
     *
     * @param devices see {@link #devices}
     */
    String usual(Direction direction, List<Device> devices) throws IOException {
        String named = settings.device(direction);
        if (named != null) {
            return named;
        }
        Device usual =
                direction == Direction.INPUT
                        ? microphone(devices)
                        : preferred(devices, device -> !Device.isOwn(device.name()));
        if (usual == null) {
            throw new IOException(
                    direction == Direction.INPUT
                            ? "no microphone is connected"
                            : "no speaker is connected");
        }
        return usual.isDefault() ? null : usual.name();
    }

    /** The default microphone of a list, else the first; null if it contains none. */
    static Device microphone(List<Device> inputs) {
        return preferred(inputs, Device::isMicrophone);
    }

    /** Of the devices that fit: the default one, else the first hardware, else the first. */
    private static Device preferred(List<Device> devices, Predicate<Device> fits) {
        List<Device> fitting = devices.stream().filter(fits).toList();
        Stream<Device> defaults = fitting.stream().filter(Device::isDefault);
        Stream<Device> hardware = fitting.stream().filter(device -> !device.hardware().isEmpty());
        return Stream.of(defaults, hardware, fitting.stream())
                .flatMap(Function.identity())
                .findFirst()
                .orElse(null);
    }

    /** The facts about a device; null for the default device. */
    static Facts facts(PulseConnection connection, int getInfo, String device) throws IOException {
        PulseValues values =
                connection
                        .call(connection.command(getInfo).number(PulseCommand.NONE).text(device))
                        .skip(1);
        String name = values.text();
        String description = values.text();
        int sampleRate = values.format().sampleRate();
        int module = values.skip(1).number();
        boolean related = values.skip(2).number() != PulseCommand.NONE;
        int flags = values.skip(3).number();
        boolean source = getInfo == PulseCommand.GET_SOURCE_INFO;
        return new Facts(
                name,
                description == null ? name : description,
                sampleRate,
                (flags & HARDWARE) != 0,
                source && (related || remapsMonitor(connection, module)));
    }

    /** Whether a module makes its source of another one that records a speaker. */
    private static boolean remapsMonitor(PulseConnection connection, int module)
            throws IOException {
        if (module == PulseCommand.NONE) {
            return false;
        }
        try {
            PulseValues info =
                    connection.call(
                            connection.command(PulseCommand.GET_MODULE_INFO).number(module));
            String argument = info.skip(2).text();
            Matcher master = MASTER.matcher(argument == null ? "" : argument);
            return master.find()
                    && facts(connection, PulseCommand.GET_SOURCE_INFO, master.group(1)).isMonitor();
        } catch (PulseRefusal noSuchModule) {
            return false;
        }
    }

    /** The source that a module has made, or null. */
    Source source(int module) throws IOException {
        PulseValues list = connection.call(connection.command(PulseCommand.GET_SOURCE_INFO_LIST));
        Source found = null;
        while (!list.ended()) {
            int index = list.number();
            String name = list.text();
            // After description, format and channels.
            found = list.skip(3).number() == module ? new Source(index, name) : found;
            list.skip(9);
        }
        return found;
    }

    List<Module> modules() throws IOException {
        PulseValues list = connection.call(connection.command(PulseCommand.GET_MODULE_INFO_LIST));
        List<Module> modules = new ArrayList<>();
        while (!list.ended()) {
            int index = list.number();
            String name = list.text();
            String argument = list.text();
            list.skip(2);
            modules.add(new Module(index, name, argument == null ? "" : argument));
        }
        return modules;
    }

    /** Loads a module and returns its index. */
    int load(String module, String argument) throws IOException {
        return connection
                .call(connection.command(PulseCommand.LOAD_MODULE).text(module).text(argument))
                .number();
    }

    void unload(int module) throws IOException {
        connection.call(unloading(module));
    }

    /**
     * Like {@link #unload}, but waits only until {@code endNanos}; a server that has not answered
     * by then executes the command later.
     *
     * @return whether it has answered
     */
    boolean unload(int module, long endNanos) throws IOException {
        PulseCommand command = unloading(module);
        connection.send(command);
        return connection.answer(command, endNanos) != null;
    }

    private PulseCommand unloading(int module) {
        return connection.command(PulseCommand.UNLOAD_MODULE).number(module);
    }

    @Override
    public void close() {
        connection.close();
    }
}
