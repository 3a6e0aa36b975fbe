package lab;

/** Calls one function of libsegments.so (native/segments.c), named by -Dlab.call: every one is a bug of its own kind. */
public final class NativeCall implements Scenario {
    static {
        System.loadLibrary("segments");
    }

    @Override
    public void run() {
        ServerLog.info("lab.NativeCall", "calling ".concat(Scenario.option("call", "")));
        switch (Scenario.option("call", "")) {
            case "nullDereference" -> nullDereference();
            case "abortInside" -> abortInside();
            case "doubleFree" -> doubleFree();
            case "smashJavaHeap" -> smashJavaHeap(new byte[16]);
            case "overflowStack" -> overflowStack(0);
            case "divideByZero" -> divideByZero(0);
            case "splitMappings" -> startThreads(splitMappings(Integer.MAX_VALUE));
            default -> throw new IllegalArgumentException("-Dlab.call");
        }
        System.gc();
    }

    /** With the mapping table full of splits the next thread cannot protect its guard pages. */
    private static void startThreads(int splits) {
        ServerLog.info("lab.NativeCall", Integer.toString(splits).concat(" splits"));
        for (int i = 0; i < 64; i++) new Thread(NativeCall::rest, "request-handler").start();
    }

    private static void rest() {
        try {
            Thread.sleep(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static native void nullDereference();

    private static native void abortInside();

    private static native void doubleFree();

    private static native void smashJavaHeap(byte[] array);

    private static native int overflowStack(int depth);

    private static native int divideByZero(int divisor);

    private static native int splitMappings(int most);
}
