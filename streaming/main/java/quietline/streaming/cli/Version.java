package quietline.streaming.cli;

import picocli.CommandLine.IVersionProvider;

/** The program's version, from the jar's manifest, and that of Java. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {
            "quietline %s (Java %s, %s %s)"
                    .formatted(
                            version == null ? "(not packaged)" : version,
                            Runtime.version().feature(),
                            System.getProperty("os.name"),
                            System.getProperty("os.arch"))
        };
    }
}
