package kafka.log;

import java.io.File;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.storage.internals.log.LogSegment;

/** Stand-in for Kafka's log of one topic-partition: a row of segments, the last of them active. */
public final class UnifiedLog {
    private static final int SEGMENT_OFFSETS = 1000;

    private final File dir;
    private final int maxIndexSize;
    private final Deque<LogSegment> segments = new ArrayDeque<>();
    private long nextOffset;

    public UnifiedLog(File logDir, String topicPartition, int maxIndexSize) throws IOException {
        this.dir = new File(logDir, topicPartition);
        this.maxIndexSize = maxIndexSize;
        if (!dir.isDirectory() && !dir.mkdirs()) throw new IOException("Cannot create " + dir);
    }

    /** Appends to a new segment, as a broker does when the old one is full. */
    public void append() throws IOException {
        maybeRoll().append(nextOffset);
        nextOffset += SEGMENT_OFFSETS;
    }

    private LogSegment maybeRoll() throws IOException {
        return roll();
    }

    private LogSegment roll() throws IOException {
        LogSegment segment = LogSegment.open(dir, nextOffset, maxIndexSize);
        segments.addLast(segment);
        return segment;
    }

    /** What a roll does to the segment that was active until now. */
    public void retireActiveSegment() throws IOException {
        if (!segments.isEmpty()) segments.getLast().onBecomeInactiveSegment();
    }

    /** Retention: renames the oldest segments to .deleted and unlinks them. */
    public void deleteOldSegments(int keep) throws IOException {
        while (segments.size() > keep) {
            LogSegment oldest = segments.removeFirst();
            oldest.changeFileSuffixes(".deleted");
            oldest.deleteIfExists();
        }
    }

    public String name() {
        return dir.getName();
    }

    public LogSegment activeSegment() {
        return segments.getLast();
    }
}
