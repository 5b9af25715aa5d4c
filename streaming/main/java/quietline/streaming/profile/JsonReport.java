package quietline.streaming.profile;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.List;
import quietline.streaming.io.JsonText;
import quietline.streaming.profile.ReportTable.Column;

/**
 * A report as JSON: all its figures, and the batch medians by which it is compared with another.
 */
public final class JsonReport {

    static final String FORMAT = "quietline-profile-1";

    private JsonReport() {}

    public static String text(ProfileReport report) {
        JsonObject environment = new JsonObject();
        report.facts.forEach(environment::addProperty);
        JsonObject metrics = new JsonObject();
        for (Metric metric : report.metrics.values()) {
            String key = metric.key() + metric.unit().suffix;
            metrics.add(key, JsonText.number(metric.value(), metric.unit().decimals));
        }
        JsonArray starts = new JsonArray();
        for (long[] medians : report.starts) {
            JsonArray array = new JsonArray();
            for (long median : medians) {
                array.add(median);
            }
            JsonObject start = new JsonObject();
            start.add("batch_medians_ns", array);
            starts.add(start);
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
        json.add("starts", starts);
        json.addProperty("outliers_in_all", report.outlierCount);
        json.addProperty("outlier_threshold_ns", report.outlierThresholdNanos);
        json.add("outliers", rows(report.outlierTable(Integer.MAX_VALUE)));
        json.add("remarks", remarks);
        return JsonText.indented(json);
    }

    /** Returns an array with an object for each row. */
    static JsonArray rows(ReportTable table) {
        JsonArray rows = new JsonArray();
        for (List<Object> cells : table.rows) {
            JsonObject row = new JsonObject();
            for (int c = 0; c < cells.size(); c++) {
                Column column = table.columns.get(c);
                if (cells.get(c) instanceof Double number) {
                    row.add(column.key(), JsonText.number(number, column.decimals()));
                } else if (cells.get(c) instanceof String text) {
                    row.addProperty(column.key(), text);
                } else {
                    row.add(column.key(), JsonNull.INSTANCE);
                }
            }
            rows.add(row);
        }
        return rows;
    }
}
