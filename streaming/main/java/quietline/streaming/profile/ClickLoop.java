package quietline.streaming.profile;

import java.io.IOException;
import quietline.streaming.live.OutputDevice;
import quietline.streaming.live.OutputLine;

/**
 * A speaker that sends clicks out instead of what a session made, and watches for them in what the
 * session makes: if the speaker is heard by the session's microphone, the distance between a click
 * and its return, in samples of the same stream, is the whole way from microphone to speaker, with
 * every buffer and device on it, and by one clock. Nothing returns twice, for only clicks go out.
 */
final class ClickLoop implements OutputDevice {

    private static final int MOST_CLICKS = 100_000;

    private final OutputDevice speaker;
    private final long[] latencyNanos = new long[MOST_CLICKS];
    private final long[] sentNanos = new long[MOST_CLICKS];
    private volatile int returned;
    private volatile int lost;

    ClickLoop(OutputDevice speaker) {
        this.speaker = speaker;
    }

    @Override
    public String name() {
        return speaker.name();
    }

    @Override
    public OutputLine open() throws IOException {
        return new ClickLine(speaker.open(), this);
    }

    /** By the thread that plays: one is back. */
    void comeBack(long sent, long latency) {
        int click = returned;
        if (click < MOST_CLICKS) {
            sentNanos[click] = sent;
            latencyNanos[click] = latency;
            returned = click + 1;
        }
    }

    /** By the thread that plays: one is given up. */
    void giveUp() {
        int before = lost;
        lost = before + 1;
    }

    /** Clicks that came back. */
    int returned() {
        return returned;
    }

    /** Clicks that did not. */
    int lost() {
        return lost;
    }

    long latencyNanos(int click) {
        return latencyNanos[click];
    }

    /** Since the speaker was opened. */
    long sentNanos(int click) {
        return sentNanos[click];
    }
}
