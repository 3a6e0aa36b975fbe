package lab;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import kafka.log.UnifiedLog;

/**
 * Segments that are rolled and deleted by retention: each roll trims two indexes, and a broker before KAFKA-19390 leaves
 * the mapping of the full size behind, also when the file is gone. -Dlab.unmapOnResize is the fixed broker.
 */
public final class IndexResizes implements Scenario {
    private final File logDir = new File(Scenario.option("logDir", "data"));
    private final int partitions = Scenario.option("partitions", 20);
    private final int rolls = Scenario.option("rolls", 600);
    private final int keepSegments = Scenario.option("keepSegments", 2);
    private final int mostFailures = Scenario.option("failures", 3);
    private final int indexBytes = Scenario.option("indexBytes", 10 << 20);

    @Override
    public void run() throws Exception {
        List<UnifiedLog> logs = new ArrayList<>();
        for (int p = 0; p < partitions; p++) logs.add(new UnifiedLog(logDir, "clicks-".concat(Integer.toString(p)), indexBytes));
        int failures = 0;
        for (int roll = 0; roll < rolls && failures < mostFailures; roll++) {
            UnifiedLog log = logs.get(roll % partitions);
            try {
                rollOnce(log);
                if (roll % 5000 == 0) ServerLog.info("kafka.log.LogManager", "Rolled ".concat(Integer.toString(roll)).concat(" segments"));
            } catch (IOException e) {
                failures++;
                ServerLog.error("org.apache.kafka.storage.internals.log.LogDirFailureChannel", "Error while rolling log segment for ".concat(log.name()).concat(" in dir ").concat(logDir.getPath()), e);
            }
        }
        if (failures > 0) {
            if (Boolean.getBoolean("lab.snapshots")) Snapshot.take("failure");
            ServerLog.error("kafka.log.LogManager", "Shutdown broker because all log dirs in ".concat(logDir.getPath()).concat(" have failed"), null);
            Runtime.getRuntime().halt(1);
        }
        ServerLog.info("kafka.log.LogManager", "All segments rolled");
        Thread.sleep(Scenario.option("stayMs", 0));
    }

    private void rollOnce(UnifiedLog log) throws IOException {
        log.retireActiveSegment();
        log.append();
        log.deleteOldSegments(keepSegments);
    }
}
