package lab;

import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.zip.GZIPOutputStream;
import kafka.log.Log;

/** A restart after an unclean stop of a broker with gzip topics: recovery threads read every message set. */
public final class GzipRecovery implements Scenario {
    @Override
    public void run() throws Exception {
        int threads = Scenario.option("recoveryThreads", 1);
        byte[] messageSet = gzip("x".repeat(4000));
        startJmxLog();
        ServerLog.info("kafka.log.LogManager", "Loading logs.");
        Thread[] recovery = new Thread[threads];
        for (int i = 0; i < threads; i++) {
            Log log = new Log("events-".concat(Integer.toString(i)));
            recovery[i] = new Thread(() -> recover(log, messageSet), "pool-4-thread-".concat(Integer.toString(i + 1)));
            recovery[i].start();
        }
        for (Thread thread : recovery) thread.join();
        ServerLog.info("kafka.log.LogManager", "Logs loading complete.");
        Thread.sleep(Scenario.option("stayMs", 200));
    }

    private static void recover(Log log, byte[] messageSet) {
        try {
            log.recoverLog(messageSet, Scenario.option("segments", 4000), Scenario.option("setsPerSegment", 50));
        } catch (OutOfMemoryError | IOException e) {
            ServerLog.fatal("kafka.server.KafkaServer", "Fatal error during KafkaServer startup. Prepare to shutdown", e);
            Runtime.getRuntime().halt(1);
        }
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes());
        }
        return bytes.toByteArray();
    }

    /** What a JMX poller sees: heap and non-heap memory, both small; the leak is in neither. */
    private static void startJmxLog() throws IOException {
        PrintStream out = new PrintStream(new FileOutputStream("jmx.log"));
        Thread poller = new Thread(() -> {
            while (true) {
                MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
                MemoryUsage other = ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage();
                out.println("heap_memory=".concat(Long.toString(heap.getUsed() >> 20)).concat(" MB offheap_memory=").concat(Long.toString(other.getUsed() >> 20)).concat(" MB"));
                try {
                    Thread.sleep(100);
                } catch (InterruptedException e) {
                    return;
                }
            }
        }, "jmx-poller");
        poller.setDaemon(true);
        poller.start();
    }
}
