package lab;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** A class loader leak: the same class defined again and again, every time by a loader that is kept. */
public final class MetaspaceFiller implements Scenario {
    private final List<Class<?>> retained = new ArrayList<>();

    @Override
    public void run() throws Exception {
        byte[] bytes = bytesOf(Idle.class);
        while (true) retained.add(new PluginClassLoader().define(bytes));
    }

    private static byte[] bytesOf(Class<?> type) throws IOException {
        try (InputStream in = type.getResourceAsStream("Idle.class")) {
            return in.readAllBytes();
        }
    }

    private static final class PluginClassLoader extends ClassLoader {
        PluginClassLoader() {
            super(MetaspaceFiller.class.getClassLoader());
        }

        Class<?> define(byte[] bytes) {
            return defineClass("lab.Idle", bytes, 0, bytes.length);
        }
    }
}
