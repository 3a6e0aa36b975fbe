package lab;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import kafka.log.UnifiedLog;
import org.apache.kafka.common.utils.ByteBufferUnmapper;

/**
 * Many live segments: every one keeps two index mappings, until vm.max_map_count refuses the next.
 * Then, by -Dlab.atLimit: "stop" (the log directory fails and the broker halts, as Kafka does), "threads" (a few
 * mappings are given back and threads are started in the gap), "retry" (appends go on failing for a while).
 */
public final class LiveIndexes implements Scenario {
    private final File logDir = new File(Scenario.option("logDir", "data"));
    private final int partitions = Scenario.option("partitions", 60);
    private final int indexBytes = Scenario.option("indexBytes", 8192);
    private final int maxSegments = Scenario.option("maxSegments", Integer.MAX_VALUE);
    private final String atLimit = Scenario.option("atLimit", "stop");
    private final Runnable requestHandler = new RequestHandler();
    private final List<UnifiedLog> logs = new ArrayList<>();

    @Override
    public void run() throws Exception {
        boolean snapshots = Boolean.getBoolean("lab.snapshots");
        if (snapshots) Snapshot.take("start");
        if (atLimit.equals("threads")) warmUpThreads();
        for (int p = 0; p < partitions; p++) logs.add(new UnifiedLog(logDir, "events-".concat(Integer.toString(p)), indexBytes));
        IOException failure = fill();
        if (failure == null) {
            atRest();
            return;
        }
        switch (atLimit) {
            case "threads" -> startThreadsInTheGap();
            case "retry" -> retry();
            default -> {}
        }
        if (snapshots) Snapshot.take("failure");
        String dir = logDir.getPath();
        ServerLog.error("org.apache.kafka.storage.internals.log.LogDirFailureChannel", "Error while appending records to ".concat(logs.get(0).name()).concat(" in dir ").concat(dir), failure);
        ServerLog.warn("kafka.server.ReplicaManager", "[ReplicaManager broker=3] Stopping serving replicas in dir ".concat(dir));
        ServerLog.error("kafka.log.LogManager", "Shutdown broker because all log dirs in ".concat(dir).concat(" have failed"), null);
        Runtime.getRuntime().halt(1);
    }

    private IOException fill() {
        try {
            for (int segment = 0; segment < maxSegments; segment++) logs.get(segment % partitions).append();
            return null;
        } catch (IOException e) {
            return e;
        }
    }

    /** Stays up with what it has mapped; what happens next is another class's business (-Dlab.afterwards). */
    private static void atRest() throws Exception {
        ServerLog.info("kafka.log.LogManager", "All segments mapped");
        String then = Scenario.option("afterwards", "");
        if (!then.isEmpty()) ((Scenario) Class.forName(then).getDeclaredConstructor().newInstance()).run();
    }

    /** Loads what a thread start needs, so that at the limit nothing but the thread itself asks for a mapping. */
    private void warmUpThreads() throws InterruptedException {
        ByteBufferUnmapper.unmap(ByteBuffer.allocateDirect(1));
        Thread thread = new Thread(() -> {}, "warm-up");
        thread.start();
        thread.join();
    }

    /** Room for a few mappings: a new thread gets its stack, and fails on the guard pages that split it. */
    private void startThreadsInTheGap() {
        for (int i = 0; i < Scenario.option("gap", 9); i++) ByteBufferUnmapper.unmap(logs.get(i).activeSegment().offsetIndex().buffer());
        for (int i = 0; i < 64; i++) new Thread(requestHandler, "data-plane-kafka-request-handler").start();
    }

    private void retry() {
        for (int i = 0; i < 20; i++) {
            UnifiedLog log = logs.get(i % partitions);
            try {
                log.append();
            } catch (IOException e) {
                ServerLog.error("kafka.server.ReplicaManager", "[ReplicaManager broker=3] Error processing append operation on partition ".concat(log.name()), e);
            }
        }
    }

    private static final class RequestHandler implements Runnable {
        @Override
        public void run() {
            try {
                Thread.sleep(30_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
