package lab;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;

/** Appends to a log segment until its file system is full, then stops as a broker whose only log directory has failed. */
public final class AppendUntilFull implements Scenario {
    @Override
    public void run() throws Exception {
        byte[] batch = new byte[64 << 10];
        try (FileOutputStream segment = new FileOutputStream(new File("data", "00000000000000000000.log"))) {
            while (true) segment.write(batch);
        } catch (IOException e) {
            ServerLog.error("kafka.server.LogDirFailureChannel", "Error while appending records to events-0 in dir data", e);
            ServerLog.warn("kafka.server.ReplicaManager", "[ReplicaManager broker=3] Stopping serving replicas in dir data");
            Thread.sleep(500);
            ServerLog.error("kafka.log.LogManager", "Shutdown broker because all log dirs in data have failed", null);
            Runtime.getRuntime().halt(1);
        }
    }
}
