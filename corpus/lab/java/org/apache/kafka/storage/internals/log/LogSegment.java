package org.apache.kafka.storage.internals.log;

import java.io.File;
import java.io.IOException;

/** A segment is two mapped index files (the .log file is never mapped, and left out here). */
public final class LogSegment {
    private final OffsetIndex offsetIndex;
    private final TimeIndex timeIndex;

    private LogSegment(OffsetIndex offsetIndex, TimeIndex timeIndex) {
        this.offsetIndex = offsetIndex;
        this.timeIndex = timeIndex;
    }

    public static LogSegment open(File dir, long baseOffset, int maxIndexSize) throws IOException {
        String name = String.format("%020d", baseOffset);
        return new LogSegment(
            new OffsetIndex(new File(dir, name.concat(".index")), maxIndexSize),
            new TimeIndex(new File(dir, name.concat(".timeindex")), maxIndexSize));
    }

    public void append(long offset) {
        offsetIndex.append(offset);
        timeIndex.append(offset);
    }

    /** Rolled: both indexes shrink to what they hold. */
    public void onBecomeInactiveSegment() throws IOException {
        timeIndex.trimToValidSize();
        offsetIndex.trimToValidSize();
    }

    public void changeFileSuffixes(String suffix) throws IOException {
        offsetIndex.renameTo(new File(offsetIndex.file().getPath().concat(suffix)));
        timeIndex.renameTo(new File(timeIndex.file().getPath().concat(suffix)));
    }

    public void deleteIfExists() {
        offsetIndex.deleteIfExists();
        timeIndex.deleteIfExists();
    }

    public OffsetIndex offsetIndex() {
        return offsetIndex;
    }
}
