package quietline.streaming.profile;

import java.util.List;
import quietline.streaming.io.JsonText;
import quietline.streaming.profile.ReportTable.Column;

/** A report as JSON: all of it, with what another is compared by. */
public final class JsonReport {

    static final String FORMAT = "quietline-profile-1";

    private JsonReport() {}

    public static String text(ProfileReport report) {
        JsonText json = new JsonText().object().put("format", FORMAT).put("mode", report.mode());
        json.object("environment");
        report.facts().forEach(json::put);
        json.end().object("metrics");
        report.metrics()
                .values()
                .forEach(
                        metric ->
                                json.put(
                                        metric.key() + metric.unit().suffix,
                                        metric.value(),
                                        metric.unit().decimals));
        json.end();
        if (!report.series().isEmpty()) {
            table(json, PercentileTable.of(report));
        }
        report.tables().forEach(table -> table(json, table));
        json.array("starts");
        for (long[] medians : report.starts()) {
            json.object().array("batch_medians_ns");
            for (long median : medians) {
                json.add(median);
            }
            json.end().end();
        }
        json.end();
        json.put("outliers_in_all", report.outliersInAll());
        json.put("outlier_threshold_ns", report.thresholdNanos());
        table(json, OutlierTable.of(report, Integer.MAX_VALUE));
        json.array("remarks");
        report.remarks().forEach(json::add);
        return json.end().end().toString();
    }

    static void table(JsonText json, ReportTable table) {
        json.array(table.key());
        for (List<Object> row : table.rows()) {
            json.object();
            for (int c = 0; c < row.size(); c++) {
                Column column = table.columns().get(c);
                if (row.get(c) instanceof Double number) {
                    json.put(column.key(), number, column.decimals());
                } else {
                    json.put(column.key(), (String) row.get(c));
                }
            }
            json.end();
        }
        json.end();
    }
}
