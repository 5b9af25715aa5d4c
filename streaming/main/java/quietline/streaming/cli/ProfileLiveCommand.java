package quietline.streaming.cli;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import quietline.streaming.live.LatencyPolicy;
import quietline.streaming.live.device.Device;
import quietline.streaming.live.device.Device.Direction;
import quietline.streaming.live.device.Devices;
import quietline.streaming.profile.LiveProfile;

/** The command {@code profile live}: measures the delay through real devices. */
@Command(
        name = "live",
        description = {
            "Measure the delay from microphone to speaker, by clicks through the devices.",
            "The microphone must hear the speaker: through a cable, or as the speaker's monitor. The"
                    + " clicks are loud. --duration: 30s if not given."
        })
final class ProfileLiveCommand implements Callable<Integer> {

    private static final long DEFAULT_NANOS = 30_000_000_000L;

    @Mixin private ProfileOptions options;

    @Mixin private ProfileReportOptions reports;

    @Option(
            names = "--microphone",
            paramLabel = "NAME|N",
            description =
                    "Its number in 'quietline devices', or a part of its name. Default: the"
                            + " system's.")
    private String microphone;

    @Option(names = "--speaker", paramLabel = "NAME|N", description = "Likewise.")
    private String speaker;

    @Option(
            names = "--latency",
            paramLabel = "low|normal|safe",
            description = "How much sound to keep in reserve: 16, 32 (default) or 96 ms.")
    private LiveDeviceOptions.Latency latency = LiveDeviceOptions.Latency.normal;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Set<String> times = new TreeSet<>(ProfileReportOptions.HOP_TIMES);
        times.addAll(Set.of("claimed", "hop-p50", "hop-p99", "hop-max"));
        reports.check(times, Set.of("lost", "underruns", "overruns", "dropped"));
        LatencyPolicy policy = latency.policy();
        Devices devices = microphone == null && speaker == null ? null : Devices.find();
        Device in = microphone == null ? null : devices.choose(Direction.INPUT, microphone);
        Device out = speaker == null ? null : devices.choose(Direction.OUTPUT, speaker);
        return reports.deliver(
                new LiveProfile(
                                options.settings(DEFAULT_NANOS),
                                Devices.input(in, 1, policy),
                                Devices.output(out, 1, policy),
                                policy)
                        .run());
    }
}
