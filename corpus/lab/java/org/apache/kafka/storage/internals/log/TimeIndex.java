package org.apache.kafka.storage.internals.log;

import java.io.File;
import java.io.IOException;

/** The .timeindex file of a segment: time stamp to offset, 12 bytes an entry. */
public final class TimeIndex extends AbstractIndex {
    TimeIndex(File file, int maxIndexSize) throws IOException {
        super(file, maxIndexSize, 12);
    }
}
