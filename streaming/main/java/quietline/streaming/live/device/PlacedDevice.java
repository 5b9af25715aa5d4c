package quietline.streaming.live.device;

import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Function;
import quietline.streaming.live.device.Device.Direction;

/**
 * A microphone or speaker: a device of the sound server, opened where its {@link Placement} says,
 * or one of Java Sound.
 */
final class PlacedDevice {

    /** Opens a stream on a connection, which the stream closes. */
    interface Opener<L> {

        /**
         * @param label the name in events; null for the device's own
         * @param name the name on the server; null for its default
         * @param moved takes the name of the device that the stream is moved to
         */
        L open(
                PulseServer server,
                String label,
                String name,
                int channels,
                double blockMillis,
                Consumer<String> moved)
                throws IOException;
    }

    private final PulseServer.Opener servers;
    private final Device device;
    private final String label;
    private final Placement placement;
    private boolean served;

    /**
     * @param device null for the default device at the time of opening
     * @param none the label of a default device that nobody has named
     */
    PlacedDevice(PulseServer.Opener servers, Device device, Direction direction, String none) {
        this.servers = servers;
        this.device = device;
        String named = PulseSettings.find().device(direction);
        label = device != null ? device.label() : named != null ? named : none;
        placement = new Placement(direction, name());
    }

    String label() {
        return label;
    }

    /** The name on its system, or null. */
    String name() {
        return device == null ? null : device.name();
    }

    /**
     * The default is the server's if one runs, and otherwise Java Sound's. Once a server was there,
     * a device waits for it, because Java Sound's default would bypass it.
     */
    boolean isServed() {
        served |=
                device == null
                        ? PulseAddress.present()
                        : device.system().equals(PulseServer.SYSTEM);
        return served;
    }

    /**
     * Opens it on the server.
     *
     * @param placed returns the device that a stream was opened on
     */
    <L> L open(int channels, double blockMillis, Opener<L> opener, Function<L, String> placed)
            throws IOException {
        return PulseServer.handOver(
                servers,
                server -> {
                    String next = placement.next(server);
                    String shown = next == null || !next.equals(name()) ? null : label;
                    L line =
                            opener.open(
                                    server, shown, next, channels, blockMillis, placement::moved);
                    placement.opened(placed.apply(line));
                    return line;
                });
    }
}
