package org.apache.kafka.storage.internals.log;

import java.io.File;
import java.io.IOException;

/** The .index file of a segment: offset to position, 8 bytes an entry. */
public final class OffsetIndex extends AbstractIndex {
    OffsetIndex(File file, int maxIndexSize) throws IOException {
        super(file, maxIndexSize, 8);
    }
}
