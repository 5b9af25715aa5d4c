package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import quietline.streaming.live.LiveStatistics;

class LivePanelTest {

    private static LiveStatistics statistics(boolean inputConnected) {
        return new LiveStatistics(
                3723,
                0.5f,
                0.1f,
                0,
                0,
                12.34f,
                99,
                21.5,
                55.25,
                1234,
                61.5,
                512,
                768,
                42,
                1,
                2,
                3,
                4,
                5,
                inputConnected,
                true,
                true,
                0.9f,
                true,
                6);
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
        String text = new LivePanel("mic", "spk").text(statistics(true));
        for (String said :
                new String[] {
                    "-20 dB  mic",
                    "– dB  spk",
                    "noise -12.3 dB",
                    "strength 90 %",
                    "BYPASS",
                    "RECORDING",
                    "1:02:03",
                    "latency 62 ms",
                    "hop 0.02 ms, p99 0.06 ms",
                    "buffered 32 of 48 ms",
                    "drift 42 ppm",
                    "underruns 2   overruns 1   dropped hops 3   reconnects 9"
                }) {
            assertTrue(text.contains(said), said + " in:\n" + text);
        }
        assertTrue(text.lines().allMatch(line -> line.length() < 80), text);
        assertFalse(text.contains("WAITING"));
    }

    @Test
    void marksDisconnectedDevice() {
        assertTrue(new LivePanel("mic", "spk").text(statistics(false)).contains("WAITING FOR mic"));
    }

    @Test
    void formatsReportAsOneLineOfJson() {
        String json = LiveReport.json(statistics(true));
        assertEquals(1, json.lines().count());
        assertTrue(json.contains("\"inputPeakDb\": -6.0,"), json);
        assertTrue(json.contains("\"outputRmsDb\": null,"), json);
        assertTrue(json.contains("\"droppedHops\": 3,"), json);
        assertTrue(json.endsWith("\"lostRecordedSamples\": 6}"), json);
    }
}
