package quietline.streaming.profile;

import java.util.List;
import java.util.Locale;

/** A bar for each stage. */
final class StageChart {

    private static final int WIDTH = 1000;
    private static final int ROW = 26;
    private static final int LEFT = 200;
    private static final int RIGHT = 830;

    private StageChart() {}

    /** Of the table of stages, whose last row is the sum. */
    static String svg(ReportTable stages) {
        List<List<Object>> rows = stages.rows().subList(0, stages.rows().size() - 1);
        double most = 0;
        for (List<Object> row : rows) {
            most = Math.max(most, (Double) row.get(1));
        }
        SvgPen pen = new SvgPen(WIDTH, ROW * rows.size() + 6, "time of each stage");
        for (int i = 0; i < rows.size(); i++) {
            List<Object> row = rows.get(i);
            double micros = (Double) row.get(1);
            double y = i * ROW + 4;
            double width = most == 0 ? 0 : (RIGHT - LEFT) * micros / most;
            String figures =
                    String.format(Locale.ROOT, "%.2f µs, %.1f %%", micros, (Double) row.get(2));
            pen.text("strong", "end", LEFT - 10, y + 14, (String) row.get(0));
            pen.box("bar", LEFT, y, Math.max(1, width), ROW - 7, row.get(0) + ": " + figures);
            pen.text("", "start", LEFT + width + 8, y + 14, figures);
        }
        return pen.close();
    }
}
