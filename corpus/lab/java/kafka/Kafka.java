package kafka;

import kafka.server.KafkaServer;
import lab.Scenario;
import lab.ServerLog;

/** Stand-in for the broker's main class: starts the server, runs the scenario in it, stops in order on SIGTERM. */
public final class Kafka {
    public static void main(String[] args) throws Exception {
        if (Boolean.getBoolean("lab.warmUp")) ServerLog.warmUp();
        KafkaServer server = new KafkaServer();
        server.startup();
        try {
            run(Scenario.option("scenario", "lab.Idle"));
        } catch (OutOfMemoryError e) {
            ServerLog.fatal("kafka.Kafka$", "Exiting Kafka due to fatal exception", e);
            Runtime.getRuntime().halt(1);
        }
        System.exit(0);
    }

    /** In a frame of its own: what the scenario retained is garbage when its failure is logged. */
    private static void run(String scenario) throws Exception {
        ((Scenario) Class.forName(scenario).getDeclaredConstructor().newInstance()).run();
    }
}
