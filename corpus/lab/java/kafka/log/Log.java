package kafka.log;

import java.io.IOException;
import lab.ServerLog;

/** Stand-in for the log of Kafka 0.9: after an unclean stop every segment is recovered, that is read message by message. */
public final class Log {
    private final String name;

    public Log(String name) {
        this.name = name;
    }

    public void recoverLog(byte[] messageSet, int segments, int setsPerSegment) throws IOException {
        for (int segment = 0; segment < segments; segment++) {
            if (segment % 50 == 0) ServerLog.info("kafka.log.Log", "Recovering unflushed segment ".concat(Integer.toString(segment * setsPerSegment)).concat(" in log ").concat(name).concat("."));
            LogSegment.recover(messageSet, setsPerSegment);
        }
    }
}
