package lab;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Calls fresh copies of the same methods until each is compiled: compiled code piles up until the code cache is full. */
public final class CodeCacheFiller implements Scenario {
    private final List<Runnable> retained = new ArrayList<>();

    @Override
    public void run() throws Exception {
        byte[] bytes;
        try (InputStream in = CodeCacheFiller.class.getResourceAsStream("CodeCacheFiller$Work.class")) {
            bytes = in.readAllBytes();
        }
        long end = System.nanoTime() + Scenario.option("seconds", 20) * 1_000_000_000L;
        while (System.nanoTime() < end) {
            Runnable work = (Runnable) new Loader().define(bytes).getDeclaredConstructor().newInstance();
            for (int i = 0; i < 3000; i++) work.run();
            retained.add(work);
        }
    }

    public static final class Work implements Runnable {
        private final StringBuilder text = new StringBuilder();

        public Work() {}

        @Override
        public void run() {
            text.setLength(0);
            for (int i = 0; i < 20; i++) text.append(i * 31L).append(',').append(i % 7 == 0 ? "x" : "y");
            if (text.indexOf("zzz") > 0) throw new IllegalStateException(text.toString());
        }
    }

    private static final class Loader extends ClassLoader {
        Loader() {
            super(CodeCacheFiller.class.getClassLoader());
        }

        Class<?> define(byte[] bytes) {
            return defineClass("lab.CodeCacheFiller$Work", bytes, 0, bytes.length);
        }
    }
}
