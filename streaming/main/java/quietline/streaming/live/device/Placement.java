package quietline.streaming.live.device;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import quietline.streaming.live.device.Device.Direction;

/**
 * Decides on which device of the sound server a stream is opened: where the user has moved it, as
 * long as that device is there, else on the wanted device, else on the default. The server itself
 * moves streams when a device disappears or the default changes; those moves do not count.
 */
final class Placement {

    private final Direction direction;
    private final String wanted;

    /** The device that the user has moved the stream to, or null. */
    private String chosen;

    private String openedOn;
    private String defaultThen;
    private volatile String movedTo;

    /**
     * @param wanted the name of the device; null for the default one
     */
    Placement(Direction direction, String wanted) {
        this.direction = direction;
        this.wanted = wanted;
    }

    /** Reports that the server has moved the open stream. For any thread. */
    void moved(String device) {
        movedTo = device;
    }

    /** Reports on which device the stream was opened. */
    void opened(String device) {
        openedOn = device;
    }

    /** The name of the device to open; null to follow the server's default. */
    String next(PulseServer server) throws IOException {
        String defaultNow = server.defaultName(direction);
        List<Device> devices = server.devices(direction, defaultNow);
        String to = movedTo;
        movedTo = null;
        boolean byDefault = to != null && to.equals(defaultNow) && !to.equals(defaultThen);
        if (to != null && isThere(openedOn, devices) && !byDefault && !Device.isOwn(to)) {
            chosen = to.equals(wanted == null ? defaultNow : wanted) ? null : to;
        }
        defaultThen = defaultNow;
        if (chosen != null && !isThere(chosen, devices)) {
            chosen = null;
        }
        if (chosen != null || wanted != null) {
            return chosen != null ? chosen : wanted;
        }
        // When our virtual speaker has become the default, the real one is still the same.
        boolean ours = defaultNow != null && Device.isOwn(defaultNow);
        boolean stays = openedOn != null && ours && isThere(openedOn, devices);
        return stays ? openedOn : server.usual(direction, devices);
    }

    private static boolean isThere(String name, List<Device> devices) {
        return devices.stream().anyMatch(device -> Objects.equals(device.name(), name));
    }
}
