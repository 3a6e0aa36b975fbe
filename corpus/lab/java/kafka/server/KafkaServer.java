package kafka.server;

import lab.Scenario;
import lab.ServerLog;
import sun.misc.Signal;

/** Stand-in for the server: says what a broker says when it starts and when it is stopped in order. */
public final class KafkaServer {
    private static final String LOGGER = "kafka.server.KafkaServer";

    public void startup() {
        ServerLog.info(LOGGER, "starting");
        ServerLog.info("kafka.log.LogManager", "Loading logs from log dirs ArraySeq(".concat(Scenario.option("logDir", "data")).concat(")"));
        ServerLog.info("org.apache.kafka.common.utils.AppInfoParser", "Kafka version: ".concat(Scenario.option("kafkaVersion", "3.8.1")));
        ServerLog.info(LOGGER, "[KafkaServer id=3] started");
        Runtime.getRuntime().addShutdownHook(new Thread(this::shutdown, "kafka-shutdown-hook"));
        logSignalAndExit("TERM", 15);
        logSignalAndExit("INT", 2);
    }

    private void logSignalAndExit(String name, int number) {
        Signal.handle(new Signal(name), signal -> {
            ServerLog.info("org.apache.kafka.common.utils.LoggingSignalHandler", "Terminating process due to signal SIG".concat(signal.getName()));
            System.exit(128 + number);
        });
    }

    private void shutdown() {
        ServerLog.info(LOGGER, "[KafkaServer id=3] shutting down");
        ServerLog.info("kafka.log.LogManager", "Shutting down.");
        ServerLog.info("kafka.log.LogManager", "Shutdown complete.");
        ServerLog.info(LOGGER, "[KafkaServer id=3] shut down completed");
    }
}
