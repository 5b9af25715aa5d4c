package quietline.streaming.profile;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What becomes of the time per hop as streams are added, against the time there is. */
final class LevelChart {

    static final List<String> CURVES = List.of("max", "p99", "p50");

    private LevelChart() {}

    /** Of a table with columns called streams, p50, p99, max. */
    static String svg(ReportTable levels) {
        int streams = levels.indexOf("streams");
        // Of tries with the same number the last one counts.
        Map<Double, List<Object>> byNumber = new TreeMap<>();
        levels.rows().forEach(row -> byNumber.put((Double) row.get(streams), row));
        List<List<Object>> rows = List.copyOf(byNumber.values());
        int[] columns = CURVES.stream().mapToInt(levels::indexOf).toArray();
        return CurveChart.svg(
                "time per hop by the number of streams", rows, streams, columns, CURVES);
    }
}
