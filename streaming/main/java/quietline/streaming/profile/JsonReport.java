package quietline.streaming.profile;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import quietline.streaming.io.JsonText;
import quietline.streaming.profile.ReportTable.Column;

/**
 * A report as JSON: all its figures, and the batch medians by which it is compared with another.
 */
public final class JsonReport {

    static final String FORMAT = "quietline-profile-2";

    private JsonReport() {}

    public static String text(ProfileReport report) {
        JsonObject environment = new JsonObject();
        report.facts.forEach(environment::addProperty);
        JsonObject metrics = new JsonObject();
        for (Metric metric : report.metrics.values()) {
            String key = metric.key() + metric.unit().suffix;
            metrics.add(key, JsonText.number(metric.value(), metric.unit().decimals));
        }
        JsonArray medians = new JsonArray();
        if (!report.series.isEmpty()) {
            for (double nanos : report.series.get(0).batchMedians()) {
                medians.add(JsonText.number(nanos, 0));
            }
        }
        JsonArray remarks = new JsonArray();
        report.remarks.forEach(remarks::add);

        JsonObject json = new JsonObject();
        json.addProperty("format", FORMAT);
        json.addProperty("mode", report.mode);
        json.addProperty("warmed_up", report.warmedUp);
        json.add("environment", environment);
        json.add("metrics", metrics);
        report.tables.forEach(table -> json.add(table.key, rows(table)));
        json.add("batch_medians_ns", medians);
        json.addProperty("outliers_in_all", report.outlierCount);
        json.addProperty("outlier_threshold_ns", report.outlierThresholdNanos);
        json.add("outliers", rows(report.outlierTable(Integer.MAX_VALUE)));
        json.add("remarks", remarks);
        return JsonText.indented(json);
    }

    /** Returns an array with an object for each row. */
    private static JsonArray rows(ReportTable table) {
        JsonArray rows = new JsonArray();
        for (List<Object> cells : table.rows) {
            JsonObject row = new JsonObject();
            for (int c = 0; c < cells.size(); c++) {
                Column column = table.columns.get(c);
                if (cells.get(c) instanceof Double number) {
                    row.add(column.key(), JsonText.number(number, column.decimals()));
                } else {
                    row.addProperty(column.key(), (String) cells.get(c));
                }
            }
            rows.add(row);
        }
        return rows;
    }
}
