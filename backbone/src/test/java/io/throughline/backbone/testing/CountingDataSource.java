package io.throughline.backbone.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Counts what goes over the wire, by the name of the thread that sent it: every execution of a statement, every commit
 * and every rollback is a round trip. Threads can be held back, so that what one does is measured apart from the others.
 */
public final class CountingDataSource extends DelegatingDataSource {

    private final Map<String, AtomicLong> roundTrips = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();

    public CountingDataSource(DataSource counted) {
        super(counted);
    }

    /** Of threads of this name, since the start. */
    public long roundTrips(String thread) {
        return counter(thread).get();
    }

    /** Of all threads, since the start. */
    public long roundTrips() {
        return roundTrips.values().stream().mapToLong(AtomicLong::get).sum();
    }

    /** Threads of this name get no connection until they are released. */
    public void hold(String thread) {
        held.putIfAbsent(thread, new CountDownLatch(1));
    }

    public void release(String thread) {
        CountDownLatch gate = held.remove(thread);
        if (gate != null) {
            gate.countDown();
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        CountDownLatch gate = held.get(Thread.currentThread().getName());
        if (gate != null) {
            await(gate);
        }
        return proxy(Connection.class, super.getConnection());
    }

    private static void await(CountDownLatch gate) throws SQLException {
        try {
            gate.await();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            throw new SQLException("Interrupted while held back", closing);
        }
    }

    private AtomicLong counter(String thread) {
        return roundTrips.computeIfAbsent(thread, name -> new AtomicLong());
    }

    private <T> T proxy(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (isRoundTrip(method.getName())) {
                        counter(Thread.currentThread().getName()).incrementAndGet();
                    }
                    try {
                        Object result = method.invoke(target, arguments);
                        return result instanceof Statement ? counted(method.getReturnType(), result) : result;
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                }));
    }

    private <T> T counted(Class<T> type, Object statement) {
        return proxy(type, type.cast(statement));
    }

    private static boolean isRoundTrip(String method) {
        return method.startsWith("execute") || method.equals("commit") || method.equals("rollback");
    }
}
