package io.throughline.ingest.crash;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Ends the process as {@code kill -9} does, at one named point of what it does with its database. */
final class HaltingDataSource extends DelegatingDataSource {

    static final int KILLED = 137;

    private final Point point;

    HaltingDataSource(DataSource real, Point point) {
        super(real);
        this.point = point;
    }

    /** Where a process ends. */
    enum Point {
        /** A webhook's row has not reached the database. */
        ACCEPT_BEFORE_COMMIT,
        /** A webhook is committed and not answered. */
        ACCEPT_AFTER_COMMIT,
        /** Events are appended, their transaction is open. */
        UNDERSTAND_BEFORE_COMMIT,
        /** The broker has messages, the relay's mark does not say so. */
        PUBLISHED_BEFORE_MARK,
        /** Nothing is done from here: the process is killed from outside, or lives. */
        NONE;

        private void before(String thread, String call) {
            boolean reached = switch (this) {
                case ACCEPT_BEFORE_COMMIT -> isAccept(thread, call);
                case UNDERSTAND_BEFORE_COMMIT ->
                    thread.equals("understand") && call.equals("commit") && Appended.HERE.get();
                case PUBLISHED_BEFORE_MARK -> thread.equals("relay-order_event") && call.contains("set xid =");
                case ACCEPT_AFTER_COMMIT, NONE -> false;
            };
            Appended.HERE.set(Appended.HERE.get() || call.contains("insert into order_event"));
            haltIf(reached);
        }

        private void after(String thread, String call) {
            haltIf(this == ACCEPT_AFTER_COMMIT && isAccept(thread, call));
        }

        private static boolean isAccept(String thread, String call) {
            return thread.equals("write-webhooks") && call.contains("insert into webhook");
        }

        private static void haltIf(boolean reached) {
            if (reached) {
                Runtime.getRuntime().halt(KILLED);
            }
        }
    }

    /** Whether this thread has appended events. */
    private static final class Appended {

        static final ThreadLocal<Boolean> HERE = ThreadLocal.withInitial(() -> false);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return proxy(Connection.class, super.getConnection(), "");
    }

    private <T> T proxy(Class<T> type, T target, String sql) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    boolean commit = method.getName().equals("commit");
                    boolean call = commit || method.getName().startsWith("execute");
                    String what = commit ? "commit" : sql;
                    String thread = Thread.currentThread().getName();
                    if (call) {
                        point.before(thread, what);
                    }
                    Object result = invoke(method, target, arguments);
                    if (call) {
                        point.after(thread, what);
                    }
                    return result instanceof Statement ? statement(method.getReturnType(), result, arguments) : result;
                }));
    }

    private static Object invoke(Method method, Object target, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }

    private <T> T statement(Class<T> type, Object statement, Object @Nullable [] arguments) {
        String sql = arguments != null && arguments[0] instanceof String text ? text : "";
        return proxy(type, type.cast(statement), sql);
    }
}
