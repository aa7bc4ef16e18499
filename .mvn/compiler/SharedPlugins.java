import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where the compiler finds its plugins: loaded once for all modules of a build, not once for each. Error Prone's hundreds
 * of checks then stay compiled from module to module, which is two fifths of what compiling costs.
 *
 * <p>javac makes one of these for each compilation when {@code -XDprocloader} names it. It would close a URLClassLoader
 * afterwards; this has nothing to close.
 */
public final class SharedPlugins extends ClassLoader {

    private static final Map<String, ClassLoader> LOADERS = new ConcurrentHashMap<>();

    public SharedPlugins(URL[] plugins, ClassLoader compiler) {
        super(LOADERS.computeIfAbsent(Arrays.toString(plugins), path -> new URLClassLoader(plugins, compiler)));
    }
}
