package io.throughline.testkit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** All that one thread logs for an operator to read, with what stands beside the lines and in their exceptions. */
final class LoggedText extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final List<String> parts = new CopyOnWriteArrayList<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final String thread = Thread.currentThread().getName();

    private LoggedText() {}

    static LoggedText ofThisThread() {
        LoggedText logged = new LoggedText();
        logged.start();
        logged.root.addAppender(logged);
        return logged;
    }

    // Below INFO the HTTP client tells what it writes; in production nobody sees that.
    @Override
    protected void append(ILoggingEvent event) {
        if (event.getLevel().isGreaterOrEqual(Level.INFO)
                && event.getThreadName().equals(thread)) {
            parts.add(event.getFormattedMessage());
            parts.add(String.valueOf(event.getKeyValuePairs()));
            parts.add(event.getMDCPropertyMap().toString());
            appendCauses(event.getThrowableProxy());
        }
    }

    private void appendCauses(@Nullable IThrowableProxy thrown) {
        for (IThrowableProxy each = thrown; each != null; each = each.getCause()) {
            parts.add(String.valueOf(each.getMessage()));
        }
    }

    String text() {
        return String.join("\n", parts);
    }

    @Override
    public void close() {
        root.detachAppender(this);
        stop();
    }
}
