package quietline.streaming.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import quietline.streaming.io.JsonText;
import quietline.streaming.live.device.Device;
import quietline.streaming.live.device.Device.Direction;
import quietline.streaming.live.device.Devices;

/** Devices as a table with aligned columns, or as JSON. */
final class DevicesReport {

    private DevicesReport() {}

    static String table(Devices devices) {
        List<String[]> rows = new ArrayList<>();
        for (Direction direction : Direction.values()) {
            rows.add(
                    new String[] {
                        "",
                        "#",
                        direction.toString(),
                        "name",
                        "sample rate",
                        "channels",
                        "samples",
                        "system"
                    });
            for (Device device : devices.all(direction)) {
                rows.add(row(devices.number(device), device));
            }
            if (devices.all(direction).isEmpty()) {
                rows.add(new String[] {"", "", "none", "", "", "", "", ""});
            }
        }
        return aligned(rows);
    }

    private static String[] row(int number, Device device) {
        return new String[] {
            device.isDefault() ? "*" : "",
            "" + number,
            ReportText.printable(device.description()),
            device.name().equals(device.description()) ? "" : ReportText.printable(device.name()),
            device.sampleRate() > 0 ? device.sampleRate() + " Hz" : "any",
            device.channels() > 0 ? "" + device.channels() : "any",
            device.samples(),
            device.system()
        };
    }

    private static String aligned(List<String[]> rows) {
        int[] widths = new int[rows.get(0).length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        StringBuilder table = new StringBuilder();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                boolean number = i == 1 || i == 4 || i == 5;
                String form = "%" + (number ? "" : "-") + Math.max(1, widths[i]) + "s  ";
                line.append(String.format(Locale.ROOT, form, row[i]));
            }
            table.append(line.toString().stripTrailing()).append(System.lineSeparator());
        }
        return table.toString();
    }

    static String json(Devices devices) {
        JsonObject json = new JsonObject();
        for (Direction direction : Direction.values()) {
            JsonArray list = new JsonArray();
            devices.all(direction).forEach(device -> list.add(json(devices, device)));
            json.add(direction + "s", list);
        }
        return JsonText.indented(json) + System.lineSeparator();
    }

    private static JsonObject json(Devices devices, Device device) {
        JsonObject json = new JsonObject();
        json.addProperty("number", devices.number(device));
        json.addProperty("name", device.name());
        json.addProperty("description", device.description());
        json.addProperty("system", device.system());
        json.addProperty("sampleRate", device.sampleRate());
        json.addProperty("channels", device.channels());
        json.addProperty("samples", device.samples());
        json.addProperty("default", device.isDefault());
        json.addProperty("monitor", device.isMonitor());
        return json;
    }
}
