package quietline.streaming.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What becomes of the time per hop as streams are added, against the time there is. */
final class LevelChart {

    static final List<String> CURVES = List.of("max", "p99", "p50");

    private LevelChart() {}

    /** Of a table with columns called streams, p50, p99, max. */
    static String svg(ReportTable levels) {
        List<List<Object>> rows = new ArrayList<>(levels.rows());
        int streams = levels.indexOf("streams");
        rows.sort(Comparator.comparingDouble(row -> (Double) row.get(streams)));
        int[] columns = CURVES.stream().mapToInt(levels::indexOf).toArray();
        return CurveChart.svg(
                "time per hop by the number of streams", rows, streams, columns, CURVES);
    }
}
