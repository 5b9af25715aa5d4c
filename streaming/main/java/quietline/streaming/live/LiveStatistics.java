package quietline.streaming.live;

/**
 * How a session stands at one moment. Counts are since its start.
 *
 * @param inputPeak highest sample of late, full scale 1; it falls by 20 dB per second
 * @param inputRms root of the mean square over about 0.3 s
 * @param noiseReductionDb by how much the output is quieter than the input: the mean over about 2 s
 *     of what single hops lost, so that pauses, where all is noise, weigh as much as words
 * @param hops enhanced
 * @param processingP50Micros time spent on one hop
 * @param latencyMillis from the microphone to the speaker, window included, as far as the devices
 *     tell: the mean of about the last second; 0 before there was sound
 * @param ringSamples at 16 kHz, between the devices
 * @param targetSamples what {@code ringSamples}, and the speaker's queue where it is known, is held
 *     at
 * @param overruns times that the microphone's sound found no room
 * @param underruns times that the speaker had to be given silence
 * @param droppedHops left out to keep the delay bounded
 * @param driftPpm by how much the speaker's clock is found to be faster than the microphone's
 * @param lostRecordedSamples that the disk was too slow for
 */
public record LiveStatistics(
        double uptimeSeconds,
        float inputPeak,
        float inputRms,
        float outputPeak,
        float outputRms,
        float noiseReductionDb,
        long hops,
        double processingP50Micros,
        double processingP99Micros,
        double processingMaxMicros,
        double latencyMillis,
        int ringSamples,
        int targetSamples,
        double driftPpm,
        long overruns,
        long underruns,
        long droppedHops,
        long inputReconnects,
        long outputReconnects,
        boolean inputConnected,
        boolean outputConnected,
        boolean bypass,
        float strength,
        boolean recording,
        long lostRecordedSamples) {}
