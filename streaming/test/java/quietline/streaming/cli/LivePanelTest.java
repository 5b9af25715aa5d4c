package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import quietline.streaming.live.LiveStatistics;

class LivePanelTest {

    private static LiveStatistics statistics(boolean inputConnected) {
        return statistics(inputConnected, true);
    }

    private static LiveStatistics statistics(boolean inputConnected, boolean bypass) {
        return statistics(inputConnected, bypass, false);
    }

    private static LiveStatistics statistics(boolean inputConnected, boolean bypass, boolean idle) {
        return statistics(inputConnected, bypass, idle, 0.1f, 12.34f, -4200);
    }

    private static LiveStatistics statistics(
            boolean inputConnected,
            boolean bypass,
            boolean idle,
            float rms,
            float noise,
            double drift) {
        return new LiveStatistics(
                3723,
                0.5f,
                rms,
                0,
                0,
                noise,
                99,
                21.5,
                55.25,
                1234,
                61.5,
                512,
                768,
                drift,
                1,
                2,
                3,
                4,
                5,
                inputConnected,
                true,
                bypass,
                0.9f,
                true,
                6,
                "mic",
                "spk",
                21.6,
                idle);
    }

    private static LivePanel panel() {
        return new LivePanel("UL-UNAS", () -> "real-time by rtkit");
    }

    private static String json(LiveStatistics now) {
        return new LiveReport("GTCRN", () -> "nice").json(now);
    }

    @Test
    void showsMeanAndPeakOnMeter() {
        assertEquals("[                        ]", LivePanel.meter(0, 0));
        assertEquals("[============     |      ]", LivePanel.meter(0.1259f, 0.01585f));
        assertEquals("[========================!", LivePanel.meter(1, 1));
        assertEquals("[                        ]", LivePanel.meter(Float.NaN, Float.NaN));
    }

    @Test
    void showsAllFiguresWithin80Columns() {
        String text = panel().text(statistics(true));
        for (String said :
                new String[] {
                    "-20 dB   mic",
                    "– dB   spk",
                    "strength 90 %",
                    "BYPASS: noise stays",
                    "RECORDING",
                    "1:02:03",
                    "delay 62 ms   enhancing 22, buffers and devices 40",
                    "UL-UNAS   hop 0.02 ms, p99 0.06   priority real-time by rtkit",
                    "lost 3 of 102 hops   gaps in 1, out 2   reconnects 9   speed +0.42 %"
                }) {
            assertTrue(text.contains(said), said + " in:\n" + text);
        }
        assertTrue(text.lines().allMatch(line -> line.length() < 80), text);
        assertFalse(text.contains("WAITING"));
        assertTrue(panel().text(statistics(true, false)).contains("noise -12.3 dB"));
    }

    @Test
    void showsNoNegativeZero() {
        LiveStatistics near = statistics(true, false, false, 0.999f, 0.01f, 3);
        String text = panel().text(near) + LivePanel.summary(near) + json(near);
        assertFalse(text.matches("(?s).*-0(\\.0+)?[^.0-9].*"), text);
        assertTrue(text.contains("  0 dB   mic"), text);
        assertTrue(text.contains("speed +0.00 %"), text);
    }

    @Test
    void marksDisconnectedDevice() {
        assertTrue(panel().text(statistics(false)).contains("WAITING FOR mic"));
    }

    @Test
    void saysThatNobodyListens() {
        LiveStatistics idle = statistics(false, true, true);
        String text = panel().text(idle);
        assertTrue(text.contains("idle: nobody listens   strength 90 %"), text);
        assertFalse(text.contains("WAITING"), text);
        assertTrue(json(idle).contains("\"idle\": true,"));
    }

    @Test
    void showsTwoSessions() {
        String text = panel().text(statistics(true), statistics(true, false));
        assertEquals(2, text.split("spk", -1).length - 1, text);
        assertEquals(2, text.split("strength 90", -1).length - 1, text);
        assertTrue(text.endsWith("q quit   space bypass   [ ] strength   r record"), text);
    }

    @Test
    void summarizesSession() {
        assertEquals(
                "ended after 1:02:03: 3 hops lost, 3 gaps; at the end delay 62 ms, noise -12 dB",
                LivePanel.summary(statistics(true)));
    }

    @Test
    void formatsReportAsOneLineOfJson() {
        String json = json(statistics(true));
        assertEquals(1, json.lines().count());
        assertTrue(json.contains("\"inputPeakDb\": -6.0,"), json);
        assertTrue(json.contains("\"outputRmsDb\": null,"), json);
        assertTrue(json.contains("\"droppedHops\": 3,"), json);
        assertTrue(json.contains("\"network\": \"GTCRN\","), json);
        assertTrue(json.contains("\"priority\": \"nice\","), json);
        assertTrue(json.endsWith("\"output\": \"spk\"}"), json);
    }
}
