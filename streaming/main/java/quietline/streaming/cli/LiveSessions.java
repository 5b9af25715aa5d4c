package quietline.streaming.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import quietline.streaming.live.LiveEnhancer;
import quietline.streaming.live.LiveEvent;
import quietline.streaming.live.LiveSession;
import quietline.streaming.live.LiveStatistics;

/**
 * The live sessions of this process: the microphone's, the virtual speaker's, or both in this
 * order. Settings are for all, recordings of the first.
 */
final class LiveSessions {

    /** How soon the end of the second session is noticed. */
    private static final long ROUND_MILLIS = 500;

    private final List<LiveSession> sessions = new ArrayList<>();

    /**
     * @param enhancers one for each route of the devices
     */
    LiveSessions(LiveDevices devices, List<LiveEnhancer> enhancers, Consumer<LiveEvent> listener) {
        for (int i = 0; i < enhancers.size(); i++) {
            LiveDevices.Route route = devices.routes().get(i);
            sessions.add(
                    new LiveSession(
                            route.input(),
                            route.output(),
                            enhancers.get(i),
                            devices.latency(),
                            listener));
        }
    }

    /**
     * @param first run by each audio thread before all else
     */
    void start(Runnable first) {
        sessions.forEach(session -> session.start(first));
    }

    /** Waits for the end of a session; may return before the time is over. */
    boolean awaitEnd(long millis) throws InterruptedException {
        boolean ended = false;
        for (LiveSession session : sessions) {
            ended |=
                    session.awaitEnd(
                            sessions.size() == 1 ? millis : Math.min(millis, ROUND_MILLIS));
        }
        return ended;
    }

    void stop() {
        sessions.forEach(LiveSession::stop);
    }

    List<LiveStatistics> statistics() {
        return sessions.stream().map(LiveSession::statistics).toList();
    }

    void setBypass(boolean bypass) {
        sessions.forEach(session -> session.setBypass(bypass));
    }

    void setStrength(float strength) {
        sessions.forEach(session -> session.setStrength(strength));
    }

    boolean isRecording() {
        return sessions.get(0).statistics().recording();
    }

    void record(Path input, Path output, boolean replace) throws IOException {
        sessions.get(0).record(input, output, replace);
    }

    void stopRecording() {
        sessions.get(0).stopRecording();
    }
}
