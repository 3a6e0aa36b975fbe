package kafka.message;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/**
 * Stand-in for the class of this name in Kafka before 0.10.0.1: reads the first offset of a compressed set and drops the
 * stream unclosed (KAFKA-3933). zlib's state, about 30 KiB of malloc'ed memory, waits for a collection that an idle heap
 * does not ask for. -Dlab.closeStreams is the fixed version.
 */
public final class ByteBufferMessageSet {
    private static final boolean CLOSE = Boolean.getBoolean("lab.closeStreams");

    private ByteBufferMessageSet() {}

    public static int firstOffset(byte[] compressed) throws IOException {
        InputStream stream = new GZIPInputStream(new ByteArrayInputStream(compressed), 512);
        int offset = stream.read();
        if (CLOSE) stream.close();
        return offset;
    }
}
