package kafka.log;

import java.io.IOException;
import kafka.message.ByteBufferMessageSet;

/** Stand-in for the segment of Kafka 0.9: recovery asks each message set for its first offset, to build the index again. */
final class LogSegment {
    private LogSegment() {}

    static void recover(byte[] messageSet, int sets) throws IOException {
        for (int i = 0; i < sets; i++)
            if (ByteBufferMessageSet.firstOffset(messageSet) < 0) throw new IOException("empty message set");
    }
}
