package quietline.streaming.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import quietline.streaming.profile.ReportTable.Chart;
import quietline.streaming.profile.ReportTable.Column;

class ReportChartsTest {

    @Test
    void drawsTheLastTryOfEachNumberOfStreams() {
        ReportTable levels =
                new ReportTable(
                        "levels",
                        "Numbers of streams",
                        Chart.CURVES,
                        new Column("streams", "", 0),
                        new Column("p50", "", 0),
                        new Column("p99", "", 0),
                        new Column("max", "", 0));
        levels.row(2, 100, 200, 400).row(8, 100, 900, 30_000).row(8, 100, 210, 500);
        levels.row(4, 100, 205, 450);
        String svg = ReportCharts.curves(levels);
        assertEquals(3 * 3, svg.split("<circle", -1).length - 1);
        assertTrue(svg.contains("max: 500 µs"), svg);
        assertTrue(!svg.contains("30.0 ms"), svg);
        assertTrue(svg.contains("class=\"limit\""), svg);
    }

    @Test
    void labelsAtMostTenRoundSeconds() {
        assertLabels(12, "0 s", "2 s", "4 s", "6 s", "8 s", "10 s", "12 s");
        assertLabels(0.4, "0.0 s", "0.1 s", "0.2 s", "0.3 s", "0.4 s");
        assertLabels(60, "0 s", "10 s", "20 s", "30 s", "40 s", "50 s", "60 s");
        assertLabels(95, "0 s", "10 s", "20 s", "30 s", "40 s", "50 s", "60 s", "70 s", "80 s");
    }

    private static void assertLabels(double seconds, String... labels) {
        ProfileReport report = new ProfileReport("engine", "", "hop");
        long duration = (long) (seconds * 1e9);
        Series series = new Series("hop", duration, 1000, 1);
        for (long at = 0; at < duration; at += duration / 1000) {
            series.record(at, 20_000);
        }
        report.add(series);
        String svg = ReportCharts.course(report);
        for (String label : labels) {
            assertTrue(svg.contains(">" + label + "<"), label + " in " + svg);
        }
        assertTrue(!svg.contains(">3 s<") && !svg.contains(">0.3 s<") || seconds < 1, svg);
    }
}
