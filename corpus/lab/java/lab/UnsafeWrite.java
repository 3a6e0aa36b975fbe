package lab;

import java.lang.reflect.Field;

/** Writes through a stale address, as a home-made off-heap cache does: SIGSEGV in Java code, no native library in sight. */
public final class UnsafeWrite implements Scenario {
    @Override
    public void run() throws Exception {
        Field field = sun.misc.Unsafe.class.getDeclaredField("theUnsafe");
        field.setAccessible(true);
        sun.misc.Unsafe unsafe = (sun.misc.Unsafe) field.get(null);
        put(unsafe, 0x10);
    }

    private static void put(sun.misc.Unsafe unsafe, long address) {
        unsafe.putLong(address, 42);
    }
}
