package quietline.streaming.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import quietline.streaming.io.AudioException;

/**
 * The settings file and its values by key.
 *
 * @param path null if there is no home folder
 */
record SettingsFile(Path path, Map<String, String> values) {

    static SettingsFile read(Map<String, String> environment) throws IOException {
        Path folder = ConfigFolder.of(environment);
        if (folder == null) {
            return new SettingsFile(null, Map.of());
        }
        Path path = folder.resolve("quietline").resolve("config.properties");
        return new SettingsFile(path, Files.exists(path) ? values(path) : Map.of());
    }

    private static Map<String, String> values(Path path) throws IOException {
        Properties read = new Properties();
        try (Reader reader = Files.newBufferedReader(path)) {
            read.load(reader);
        } catch (CharacterCodingException | IllegalArgumentException e) {
            throw new AudioException(path, "is not a properties file in UTF-8");
        } catch (IOException e) {
            throw AudioException.of(path, e);
        }
        Map<String, String> values = new TreeMap<>();
        read.stringPropertyNames().forEach(key -> values.put(key, read.getProperty(key).strip()));
        return values;
    }

    /** Returns the file's name and whether it exists; null if there is no home folder. */
    String described() {
        return path == null ? null : path + (Files.exists(path) ? "" : " (does not exist)");
    }
}
