package io.throughline.ingest.crash;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
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
        /** A wish to erase somebody and their tombstones are committed, and nothing was looked for yet. */
        ERASURE_WISHED,
        /** The first orders are redacted, the transaction of the second ones is open. */
        ERASURE_HALF_REDACTED,
        /** Everybody was told what to erase, and it is not written down that they were. */
        ERASURE_TOLD_BEFORE_MARK,
        /** The first raw bodies are erased, the transaction of the second ones is open. */
        ERASURE_HALF_OF_BODIES,
        /** Nothing is done from here: the process is killed from outside, or lives. */
        NONE;

        private void before(String thread, String call) {
            boolean reached = switch (this) {
                case ACCEPT_BEFORE_COMMIT -> isAccept(thread, call);
                case UNDERSTAND_BEFORE_COMMIT ->
                    thread.equals("understand") && call.equals("commit") && Done.here("insert into order_event") > 0;
                case PUBLISHED_BEFORE_MARK -> thread.equals("relay-order_event") && call.contains("set xid =");
                case ERASURE_HALF_REDACTED -> call.equals("commit") && Done.here("update order_event e set body") == 2;
                case ERASURE_TOLD_BEFORE_MARK ->
                    call.startsWith("update erasure\n")
                            && Done.here("select orderref, orderkey, last_sequence from erasure_order") > 0;
                case ERASURE_HALF_OF_BODIES -> call.equals("commit") && Done.here("update webhook set body = ''") == 2;
                case ACCEPT_AFTER_COMMIT, ERASURE_WISHED, NONE -> false;
            };
            haltIf(reached);
            Done.note(call);
        }

        private void after(String thread, String call) {
            haltIf(
                    switch (this) {
                        case ACCEPT_AFTER_COMMIT -> isAccept(thread, call);
                        case ERASURE_WISHED -> call.equals("commit") && Done.here("insert into erasure (") > 0;
                        default -> false;
                    });
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

    /** How often this thread has executed which statements: few different ones, as all of them are constants. */
    private static final class Done {

        static final ThreadLocal<Map<String, Integer>> CALLS = ThreadLocal.withInitial(HashMap::new);

        static void note(String call) {
            CALLS.get().merge(call, 1, Integer::sum);
        }

        static int here(String part) {
            return CALLS.get().entrySet().stream()
                    .filter(call -> call.getKey().contains(part))
                    .mapToInt(Map.Entry::getValue)
                    .sum();
        }
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
