package quietline.streaming.live.device;

import java.util.Locale;

/**
 * A microphone or speaker that was present when devices were listed.
 *
 * @param system {@code PulseAudio} (also for PipeWire) or {@code Java Sound}
 * @param name the system's name of the device
 * @param description the name to show; may be the same
 * @param sampleRate its sample rate, or 0 if it supports several or does not say
 * @param channels its number of channels, or 0 likewise
 * @param samples its sample format in words
 * @param isDefault whether it is the system's default
 * @param isMonitor whether it is the monitor of a speaker rather than a microphone
 * @param hardware what a microphone and a speaker of one piece of hardware have in common, or ""
 */
public record Device(
        Direction direction,
        String system,
        String name,
        String description,
        int sampleRate,
        int channels,
        String samples,
        boolean isDefault,
        boolean isMonitor,
        String hardware) {

    /** Recording or playback. */
    public enum Direction {
        INPUT,
        OUTPUT;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether this is a microphone: no monitor, and no virtual microphone of some session. */
    boolean isMicrophone() {
        return direction == Direction.INPUT && !isMonitor && !isOwn(name);
    }

    /** Whether a virtual device of some session has this name. */
    static boolean isOwn(String name) {
        return name.startsWith("quietline_");
    }

    /** Whether this input probably hears this output: it is its monitor, or in the same device. */
    boolean hears(Device output) {
        return name.equals(output.name + ".monitor")
                || !hardware.isEmpty() && hardware.equals(output.hardware);
    }

    /** The name in lists and events. */
    public String label() {
        return description.equals(name) ? name : description + " (" + name + ")";
    }
}
