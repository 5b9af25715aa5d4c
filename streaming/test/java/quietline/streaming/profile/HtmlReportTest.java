package quietline.streaming.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;
import quietline.Enhancer;
import quietline.streaming.profile.Chart.LogScale;

class HtmlReportTest {

    private static final Pattern SVG = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL);

    private static ProfileReport report() {
        ProfileReport report = new ProfileReport("engine", "a <title> & \"more\"", "hop");
        report.fact("flags", "-Dx=\"<script>alert(1)</script>\"");
        Series series = new Series("hop", 10);
        OutlierLog log = new OutlierLog(100_000);
        for (int i = 0; i < 1000; i++) {
            long at = i * 1_000_000L;
            long nanos = i % 200 == 77 ? 5_000_000 : 20_000 + i;
            if (series.record(at, nanos)) {
                series.closeBatch();
            }
            if (nanos > 100_000) {
                log.note(i, at, at, at + nanos, nanos);
            }
        }
        report.add(series);
        report.tables.add(new StageTable(Enhancer.create()).table());
        report.outliers(log, new Causes(null, 20_000, 0));
        return report;
    }

    @Test
    void drawsTwoWellFormedCharts() throws Exception {
        String page = HtmlReport.text(report());
        Matcher pictures = SVG.matcher(page);
        int charts = 0;
        while (pictures.find()) {
            DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(pictures.group())));
            charts += pictures.group().contains("viewBox=\"0 0 1000") ? 1 : 0;
        }
        assertEquals(2, charts);
        assertFalse(page.contains("NaN"), "a coordinate is no number");
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
        Series series = new Series("hop", 1);
        for (int i = 0; i < 100; i++) {
            series.record((long) (seconds * 1e9 * i / 99), 20_000);
            series.closeBatch();
        }
        report.add(series);
        String svg = ReportCharts.course(report);
        for (String label : labels) {
            assertTrue(svg.contains(">" + label + "<"), label + " in " + svg);
        }
        assertTrue(!svg.contains(">3 s<") && !svg.contains(">0.3 s<") || seconds < 1, svg);
    }

    @Test
    void marksEveryOutlierWithItsCause() {
        String page = HtmlReport.text(report());
        assertEquals(5, page.split("<circle class=\"mark k0\"", -1).length - 1);
        assertTrue(page.contains("5.00 ms at 0.077 s: scheduling"), "told where it is");
        assertTrue(page.contains("scheduling: 5"), "the key counts them");
    }

    @Test
    void needsNoOtherFileAndEscapesAllTexts() {
        String page = HtmlReport.text(report());
        assertFalse(page.contains("http"), "refers to the network");
        assertFalse(page.contains("<script"), "holds a script");
        assertTrue(page.contains("a &lt;title&gt; &amp; &quot;more&quot;"));
    }

    @Test
    void beginsAndEndsAnAxisAtARoundValue() {
        LogScale axis = new LogScale(21_345, 8_050_000);
        assertEquals(0, axis.share(20_000), 1e-9);
        assertEquals(1, axis.share(10_000_000), 1e-9);
        assertEquals(1, axis.share(99_000_000), 1e-9);
        List<String> labels = axis.ticks().stream().map(Chart::label).toList();
        assertEquals(
                List.of(
                        "20 µs", "50 µs", "100 µs", "200 µs", "500 µs", "1 ms", "2 ms", "5 ms",
                        "10 ms"),
                labels);
    }
}
